"""A data logger that knows HJ 212-2017 by itself: standard library only, and nothing of the portal's.

    python3 logger.py HOST PORT QN HABIT

It says one instant value under the number QN and then does what it is asked, as its habit has it: `obeys`, `silent` (it never
answers), `twice` (it answers everything twice), `late` (it hangs up when it is asked, connects again, and answers then).
What it was asked it prints, a line each: CN, QN, CP. It ends when the other side hangs up.
"""

import socket
import sys
from datetime import datetime, timedelta

PW, MN = "123456", "441900A8900016F000169DC0"


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc = (crc >> 8) ^ byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def frame(qn, st, cn, flag, cp):
    segment = f"QN={qn};ST={st};CN={cn};PW={PW};MN={MN};Flag={flag};CP=&&{cp}&&".encode()
    return b"##%04d%s%04X\r\n" % (len(segment), segment, crc16(segment))


def frames(line):
    """The packets that come, as fields; each is checked to the last byte."""
    for raw in line.makefile("rb"):
        head, segment, tail = raw[:6], raw[6:-6], raw[-6:]
        assert head == b"##%04d" % len(segment), raw
        assert tail == b"%04X\r\n" % crc16(segment), raw
        outside, inside = segment.decode().split("CP=&&", 1)
        fields = dict(part.split("=", 1) for part in outside.split(";") if part)
        assert fields["PW"] == PW and fields["MN"] == MN, raw
        yield fields, inside.removesuffix("&&")


def asked(cp):
    return dict(part.split("=", 1) for part in cp.split(";") if part)


def hours(cp):
    first, last = (datetime.strptime(asked(cp)[name], "%Y%m%d%H%M%S") for name in ("BeginTime", "EndTime"))
    while first <= last:
        yield first.strftime("%Y%m%d%H%M%S")
        first += timedelta(hours=1)


def answers(fields, cp):
    """All that answers a request: 9011, what was asked for under its number, 9012."""
    qn, cn = fields["QN"], fields["CN"]
    known = cn in ("1000", "1011", "1012", "2061", "3011", "3012")
    yield frame(qn, 91, 9011, 4, f"QnRtn={1 if known else 8}")
    if not known:
        return
    if cn == "1011":
        yield frame(qn, 32, 1011, 4, f"SystemTime={qn[:14]}")
    if cn == "2061":
        for hour in hours(cp):
            yield frame(qn, 32, 2061, 5, f"DataTime={hour};w20121-Min=0.1,w20121-Avg=0.2,w20121-Max=0.3,w20121-Flag=N")
    yield frame(qn, 91, 9012, 4, "ExeRtn=1")


def connect(host, port, qn):
    line = socket.create_connection((host, port))
    line.sendall(frame(qn, 32, 2011, 5, f"DataTime={qn[:14]};w20121-Rtd=0.2,w20121-Flag=N"))
    return line


def main():
    host, port, qn, habit = sys.argv[1:5]
    line = connect(host, port, qn)
    late = []
    while line is not None:
        again = None
        for fields, cp in frames(line):
            if fields["CN"].startswith("90"):
                continue
            assert fields["ST"] == "32" and fields["Flag"] == "5", fields
            print(fields["CN"], fields["QN"], cp, flush=True)
            if habit in ("obeys", "twice"):
                for answer in answers(fields, cp):
                    line.sendall(answer * (2 if habit == "twice" else 1))
            if habit == "late" and not late:
                late = list(answers(fields, cp))
                line.shutdown(socket.SHUT_RDWR)
                line.close()
                again = connect(host, port, str(int(qn) + 1000))
                again.sendall(b"".join(late))
                break
        line = again


main()
