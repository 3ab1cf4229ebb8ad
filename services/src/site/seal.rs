//! The picture of the seal: taken apart and put together again, so that only the picture is left.

use std::io::Cursor;

use domain::input::Issue;
use image::{ImageFormat, ImageReader, Limits};

/// The most bytes of the file.
pub const LARGEST_SEAL: usize = 256 * 1024;
/// The most pixels of a side.
pub const LONGEST_SIDE: u32 = 600;
/// The most memory that decoding may take: four bytes a pixel, and room to work in.
const MOST_MEMORY: u64 = 16 * 1024 * 1024;

/// A PNG made anew out of a PNG: no text, no profile, nothing behind its end stays.
///
/// # Errors
/// [`Issue::BadSeal`] for what is no PNG, damaged, or too large.
pub fn clean(file: &[u8]) -> Result<Vec<u8>, Issue> {
    let refused = || Issue::BadSeal { kilobytes: LARGEST_SEAL / 1024, side: LONGEST_SIDE };
    if file.len() > LARGEST_SEAL {
        return Err(refused());
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_undecodable| refused())?;
    let mut png = Vec::new();
    picture.into_rgba8().write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(|_unencodable| refused())?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Vec::new();
        let picture = RgbaImage::from_pixel(width, height, Rgba([200, 0, 0, 128]));
        picture.write_to(&mut Cursor::new(&mut file), ImageFormat::Png).unwrap();
        file
    }

    #[test]
    fn only_the_picture_is_left() {
        let mut file = png(40, 30);
        let plain = clean(&file).unwrap();
        file.extend_from_slice(b"<script>alert(1)</script>");
        let cleaned = clean(&file).unwrap();
        assert_eq!(cleaned, plain);
        assert!(!cleaned.windows(7).any(|bytes| bytes == b"<script"));
        let again = image::load_from_memory(&cleaned).unwrap();
        assert_eq!((again.width(), again.height()), (40, 30));
    }

    #[test]
    fn what_is_no_small_png_is_refused() {
        assert!(clean(&png(LONGEST_SIDE, 1)).is_ok());
        let mut cut = png(40, 30);
        cut.truncate(60);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
        for bad in [png(LONGEST_SIDE + 1, 1), png(1, LONGEST_SIDE + 1), vec![0; LARGEST_SEAL + 1], svg, cut, Vec::new()]
        {
            assert_eq!(clean(&bad), Err(Issue::BadSeal { kilobytes: 256, side: 600 }));
        }
    }
}
