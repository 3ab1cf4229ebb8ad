//! Whether a JPEG file is whole, and how it is coded.

/// Start of image.
const START: [u8; 2] = [0xff, 0xd8];
/// End of image.
const END: u8 = 0xd9;
/// Start of a scan: behind its head come the coded pixels.
const SCAN: u8 = 0xda;
/// Heads of a frame in many scans.
const PROGRESSIVE: [u8; 4] = [0xc2, 0xc6, 0xca, 0xce];

/// Whether the picture's own end mark is there. Marks inside of segments (a thumbnail has an end of its own) do not
/// count, and what some telephones put behind the end does no harm.
pub(super) fn has_its_end(file: &[u8]) -> bool {
    markers(file).any(|marker| marker == END)
}

/// Whether the picture comes in many scans, each of which goes over all its pixels.
pub(super) fn is_progressive(file: &[u8]) -> bool {
    markers(file).any(|marker| PROGRESSIVE.contains(&marker))
}

/// The markers of a picture up to its end, or to where the file breaks off.
fn markers(file: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = file.strip_prefix(&START);
    std::iter::from_fn(move || {
        let (marker, after) = next_marker(rest?)?;
        rest = behind(marker, after);
        Some(marker)
    })
}

/// What follows a marker and what belongs to it; none behind the last one.
fn behind(marker: u8, after: &[u8]) -> Option<&[u8]> {
    match marker {
        END => None,
        // Restarts and the like have no length.
        0x01 | 0xd0..=0xd8 => Some(after),
        _ => {
            let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
            let behind = after.get(length..)?;
            if marker == SCAN { behind_pixels(behind) } else { Some(behind) }
        }
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
