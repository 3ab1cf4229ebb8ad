//! Photos: taken apart and put together again, so that only the picture is left.

use std::{fmt, io::Cursor};

use bytes::Bytes;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType, metadata::Orientation,
};

use crate::{
    Ctx, Error, secret,
    throttle::{ClientKey, Place},
};

/// The most bytes of a file.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;
/// The most pixels of a picture. Telephones of today make 12 to 50 million.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The most memory that decoding may take. A file of a few hundred bytes can claim to be a picture of gigabytes.
const MOST_MEMORY: u64 = 200 * 1024 * 1024;
/// The longest side that is kept: a number plate stays readable, and the store small.
const LONGEST_SIDE: u32 = 2_560;
/// JPEG quality, of 100.
const QUALITY: u8 = 85;

/// A picture without anything about who took it, where and when: a JPEG that was made here. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    jpeg: Bytes,
    width: u32,
    height: u32,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Neither JPEG, PNG nor WebP, or broken.
    #[error("this is not a JPEG, PNG or WebP picture, or it is damaged")]
    NotAPhoto,
    /// Too many bytes.
    #[error("a photo may have at most {} MB", MOST_BYTES / 1024 / 1024)]
    TooBig,
    /// Too many pixels, or a file that asks for too much memory.
    #[error("a photo may have at most {} million pixels", MOST_PIXELS / 1_000_000)]
    TooLarge,
    /// Too many are being worked on.
    #[error("the portal is busy; send the photo again in a moment")]
    Busy,
}

/// Makes a clean picture out of a file: turned upright, at most 2,560 pixels a side, encoded anew, so that no place,
/// time, device, thumbnail, comment or colour profile stays. Takes up to a second of processor time: outside of tests
/// call [`clean_aside`].
pub fn clean(file: &[u8]) -> Result<Photo, PhotoError> {
    if file.len() > MOST_BYTES {
        return Err(PhotoError::TooBig);
    }
    let picture = decode(file)?;
    let picture = if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::Triangle)
    } else {
        picture
    };
    // JPEG has no transparency.
    let picture = picture.into_rgb8();
    let mut jpeg = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&picture);
    encoded.map_err(|_unencodable| PhotoError::NotAPhoto)?;
    Ok(Photo { jpeg: jpeg.into(), width: picture.width(), height: picture.height() })
}

/// Room to receive a photo in; to be kept until it is cleaned.
///
/// # Errors
/// [`PhotoError::Busy`] when too many come in at a time, or too many came from this client.
pub fn room(ctx: &Ctx, client: ClientKey) -> Result<Place, PhotoError> {
    ctx.guards.photo_clients.admit(&client, ctx.now()).map_err(|_throttled| PhotoError::Busy)?;
    ctx.guards.uploads.take(&client).ok_or(PhotoError::Busy)
}

/// [`clean`], where it keeps nobody waiting.
pub async fn clean_aside(ctx: &Ctx, file: Vec<u8>) -> Result<Photo, PhotoError> {
    match ctx.guards.photos.run(move || clean(&file)).await {
        Ok(cleaned) => cleaned,
        Err(Error::Throttled { .. }) => Err(PhotoError::Busy),
        // A decoder that panics has met a file that is not what it says.
        Err(_panicked) => Err(PhotoError::NotAPhoto),
    }
}

fn decode(file: &[u8]) -> Result<DynamicImage, PhotoError> {
    let format = image::guess_format(file).map_err(|_unknown| PhotoError::NotAPhoto)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(PhotoError::NotAPhoto);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(PhotoError::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
fn refusal(error: ImageError) -> PhotoError {
    match error {
        ImageError::Limits(_) => PhotoError::TooLarge,
        _ => PhotoError::NotAPhoto,
    }
}

impl Photo {
    /// The file.
    pub fn jpeg(&self) -> &[u8] {
        &self.jpeg
    }

    /// What tells it from another one.
    pub(super) fn digest(&self) -> String {
        secret::digest(&self.jpeg)
    }

    /// Width in pixels.
    pub fn width(&self) -> i32 {
        i32::try_from(self.width).unwrap_or(i32::MAX)
    }

    /// Height in pixels.
    pub fn height(&self) -> i32 {
        i32::try_from(self.height).unwrap_or(i32::MAX)
    }
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photo({} × {})", self.width, self.height)
    }
}
