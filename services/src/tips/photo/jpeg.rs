//! Whether a JPEG file is whole.

/// Start of image.
const START: [u8; 2] = [0xff, 0xd8];
/// End of image.
const END: u8 = 0xd9;
/// Start of a scan: behind its head come the coded pixels.
const SCAN: u8 = 0xda;

/// Whether the picture's own end mark is there. Marks inside of segments (a thumbnail has an end of its own) do not
/// count, and what some telephones put behind the end does no harm.
pub(super) fn has_its_end(file: &[u8]) -> bool {
    file.starts_with(&START) && end_in(&file[2..]).unwrap_or(false)
}

/// Walks from segment to segment; none where the file ends before its end mark.
fn end_in(mut rest: &[u8]) -> Option<bool> {
    loop {
        let (marker, after) = next_marker(rest)?;
        rest = match marker {
            END => return Some(true),
            // Restarts and the like have no length.
            0x01 | 0xd0..=0xd8 => after,
            _ => {
                let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
                let behind = after.get(length..)?;
                if marker == SCAN { behind_pixels(behind)? } else { behind }
            }
        };
    }
}

/// The next marker and what follows it. Filling bytes of all ones may stand before it.
fn next_marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let at = rest.iter().position(|byte| *byte == 0xff)?;
    let skipped = rest[at..].iter().position(|byte| *byte != 0xff)?;
    Some((*rest.get(at + skipped)?, rest.get(at + skipped + 1..)?))
}

/// What follows the coded pixels: in them a byte of all ones is followed by a zero or a restart mark.
fn behind_pixels(rest: &[u8]) -> Option<&[u8]> {
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    rest.windows(2).position(ends).and_then(|at| rest.get(at..))
}
