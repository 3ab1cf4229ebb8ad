//! Building packets: the header that every packet to or from one logger carries.

use crate::{
    BuildError, Command, Content, Cp, Edition, Flag, MAX_SEGMENT, Packet, Part, Qn, SystemType, content::upload::Upload,
};

/// The longest text inside CP, in bytes: the standard allows 950 with `CP=`, `&&` and `&&`.
const MAX_CP_TEXT: usize = 950 - "CP=&&&&".len();

/// PNUM has four digits.
const MAX_PARTS: u16 = 9999;

/// One logger as both ends address it.
///
/// ```
/// use hj212::{Edition, Station, SystemType, content::interval::SetRealtimeInterval};
/// let station = Station::new(SystemType::WaterSource, "100000", "010000A8900016F000169DC0", Edition::E2017);
/// let qn = "20160801085857223".parse().unwrap();
/// let packet = station.packet(qn, &SetRealtimeInterval { seconds: 30 })?;
/// assert!(packet.encode().ends_with(b"CP=&&RtdInterval=30&&1C80\r\n"));
/// # Ok::<(), hj212::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// ST of requests and uploads.
    pub st: SystemType,
    /// PW, six characters.
    pub pw: String,
    /// MN.
    pub mn: String,
    /// The edition that the logger speaks.
    pub edition: Edition,
    /// Whether packets ask for an answer.
    pub wants_answer: bool,
}

impl Station {
    /// A station whose packets ask for an answer.
    pub fn new(st: SystemType, pw: impl Into<String>, mn: impl Into<String>, edition: Edition) -> Self {
        Self { st, pw: pw.into(), mn: mn.into(), edition, wants_answer: true }
    }

    /// The station that sent a packet: for requests to it.
    pub fn of(packet: &Packet) -> Self {
        Self::new(packet.st, packet.pw.clone(), packet.mn.clone(), packet.edition())
    }

    /// One packet with this content.
    ///
    /// # Errors
    /// [`BuildError`] where a text holds what the protocol cannot carry.
    pub fn packet(&self, qn: Qn, content: &(impl Content + ?Sized)) -> Result<Packet, BuildError> {
        Ok(self.with_cp(qn, content.command(), content.cp()?))
    }

    /// An upload, split into parts where one packet would be longer than the standard allows. The
    /// parts are numbered `qn`, one millisecond later, and so on. One pollutant is never torn apart.
    ///
    /// # Errors
    /// [`BuildError`] where a text holds what the protocol cannot carry.
    pub fn packets(&self, qn: Qn, upload: &Upload) -> Result<Vec<Packet>, BuildError> {
        let whole = self.packet(qn, upload)?;
        if fits(&whole) {
            return Ok(vec![whole]);
        }
        let mut parts = self.fill(qn, upload)?;
        let too_many = BuildError::TooManyParts(parts.len());
        let total = u16::try_from(parts.len()).ok().filter(|total| *total <= MAX_PARTS).ok_or(too_many)?;
        let mut qn = qn;
        for (number, packet) in (1..=total).zip(&mut parts) {
            packet.qn = Some(qn);
            packet.part = Some(Part { total, number });
            qn = qn.next();
        }
        Ok(parts)
    }

    /// Puts readings into packets one after the other, each as full as it may be. Items that belong
    /// to no pollutant go into the first.
    fn fill(&self, qn: Qn, upload: &Upload) -> Result<Vec<Packet>, BuildError> {
        let mut part = Upload { readings: Vec::new(), ..upload.clone() };
        let mut parts = Vec::new();
        let mut room = room(&self.part(qn, &part)?);
        for reading in &upload.readings {
            let length = reading.write(Cp::builder()).build()?.as_str().len() + ";".len();
            if length > room && !part.readings.is_empty() {
                parts.push(self.part(qn, &part)?);
                part.readings.clear();
                part.extra.clear();
                room = self::room(&self.part(qn, &part)?);
            }
            room = room.saturating_sub(length);
            part.readings.push(reading.clone());
        }
        parts.push(self.part(qn, &part)?);
        Ok(parts)
    }

    /// A part with the widest numbers it could get.
    fn part(&self, qn: Qn, upload: &Upload) -> Result<Packet, BuildError> {
        let mut packet = self.packet(qn, upload)?;
        packet.flag = packet.flag.map(Flag::with_split);
        packet.part = Some(Part { total: MAX_PARTS, number: MAX_PARTS });
        Ok(packet)
    }

    fn with_cp(&self, qn: Qn, cn: Command, cp: Cp) -> Packet {
        let plain = Flag::new(self.edition);
        let flag = if self.wants_answer { plain.with_answer() } else { plain };
        Packet {
            qn: Some(qn),
            st: self.st,
            cn,
            pw: self.pw.clone(),
            mn: self.mn.clone(),
            flag: Some(flag),
            part: None,
            resent: false,
            cp,
        }
    }
}

fn fits(packet: &Packet) -> bool {
    packet.cp.as_str().len() <= MAX_CP_TEXT && packet.segment().len() <= MAX_SEGMENT
}

/// How many bytes of items fit in yet.
fn room(packet: &Packet) -> usize {
    let in_cp = MAX_CP_TEXT.saturating_sub(packet.cp.as_str().len());
    in_cp.min(MAX_SEGMENT.saturating_sub(packet.segment().len()))
}
