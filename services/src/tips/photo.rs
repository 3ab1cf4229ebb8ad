//! Photos: taken apart and put together again, so that only the picture is left.

mod jpeg;

use std::{fmt, io::Cursor};

use bytes::Bytes;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};

use crate::{
    Ctx, Error, secret,
    throttle::{ClientKey, Place},
};

/// The most bytes of a file.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;
/// The most pixels of a JPEG in one scan, as cameras write it, which decodes fast. Telephones of today make 12 to 50
/// million.
const MOST_PIXELS_JPEG: u64 = 50_000_000;
/// The most pixels of a PNG, a WebP or a JPEG in many scans: the largest screen of today has half as many. A picture of
/// one colour with more is a small file that keeps a processor busy for seconds.
const MOST_PIXELS: u64 = 20_000_000;
/// The most memory that decoding may take. A file of a few hundred bytes can claim to be a picture of gigabytes.
const MOST_MEMORY: u64 = 200 * 1024 * 1024;
/// The longest side that is kept: a number plate stays readable, and the store small.
const LONGEST_SIDE: u32 = 2_560;
/// What a transparent picture is put on: what people expect, and where black strokes stand out.
const WHITE: u32 = 255;
/// The same where what is drawn is pale.
const DARK: u32 = 32;
/// The same where some of what is drawn is pale and some is dark: white would swallow the one, dark the other.
const GREY: u32 = 128;
/// From which luminance on, of 255, a pixel is hard to see on white.
const PALE: u32 = 192;
/// Up to which luminance, of 255, a pixel is hard to see on dark.
const DIM: u32 = 64;
/// From which opacity on, of 255, a pixel is drawn, and no soft edge of one.
const DRAWN: u8 = 32;
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
    /// The end of it is missing: it did not arrive, or was not saved, as a whole.
    #[error("the end of the picture is missing; send it again, or choose another one")]
    Cut,
    /// Too many bytes.
    #[error("a photo may have at most {} MB", MOST_BYTES / 1024 / 1024)]
    TooBig,
    /// Too many pixels, or a file that asks for too much memory.
    #[error(
        "a photo may have at most {} million pixels, as PNG, WebP or progressive JPEG at most {}",
        MOST_PIXELS_JPEG / 1_000_000,
        MOST_PIXELS / 1_000_000
    )]
    TooLarge,
    /// Too many are being worked on.
    #[error("the portal is busy; send the photo again in a moment")]
    Busy,
}

/// Makes a clean picture out of a file: turned upright, at most 2,560 pixels a side, encoded anew, so that no place,
/// time, device, thumbnail, comment or colour profile stays. What is transparent stands on white, or, where that would
/// swallow pale strokes, on dark or grey. Of an animation the first picture is kept. Takes up to a second of processor
/// time: outside of tests call [`clean_aside`].
pub fn clean(file: &[u8]) -> Result<Photo, PhotoError> {
    if file.len() > MOST_BYTES {
        return Err(PhotoError::TooBig);
    }
    // Before it is made smaller: the colour behind what is transparent would bleed into what is not.
    let picture = DynamicImage::ImageRgb8(on_paper(decode(file)?));
    let picture = if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE)
    } else {
        picture
    };
    let picture = picture.into_rgb8();
    let mut jpeg = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&picture);
    encoded.map_err(|_unencodable| PhotoError::NotAPhoto)?;
    Ok(Photo { jpeg: jpeg.into(), width: picture.width(), height: picture.height() })
}

/// Room to receive a photo in; to be kept until it is cleaned.
///
/// # Errors
/// [`PhotoError::Busy`] when too many come in at a time and nobody gives way, or too many came from this client.
pub fn room(ctx: &Ctx, client: ClientKey) -> Result<Place, PhotoError> {
    let (limits, now) = (ctx.tip_limits(), ctx.steady());
    limits.photo_clients.admit(&client, now).map_err(|_throttled| PhotoError::Busy)?;
    let place = limits.uploads.take(&client, now);
    // That others take up all the room is none of this client's doing.
    place.ok_or(PhotoError::Busy).inspect_err(|_| limits.photo_clients.forgive(&client))
}

/// [`clean`], where it keeps nobody waiting.
pub async fn clean_aside(ctx: &Ctx, client: ClientKey, file: Vec<u8>) -> Result<Photo, PhotoError> {
    let limits = ctx.tip_limits();
    match limits.photos.run(&client.network(), move || clean(&file)).await {
        Ok(cleaned) => cleaned,
        Err(Error::Throttled { .. }) => {
            limits.photo_clients.forgive(&client);
            Err(PhotoError::Busy)
        }
        // A decoder that panics has met a file that is not what it says.
        Err(_panicked) => Err(PhotoError::NotAPhoto),
    }
}

fn decode(file: &[u8]) -> Result<DynamicImage, PhotoError> {
    let format = image::guess_format(file).map_err(|_unknown| PhotoError::NotAPhoto)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(PhotoError::NotAPhoto);
    }
    // The decoder paints what is missing grey, and says nothing.
    if format == ImageFormat::Jpeg && !jpeg::has_its_end(file) {
        return Err(PhotoError::Cut);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let in_one_scan = format == ImageFormat::Jpeg && !jpeg::is_progressive(file);
    let most = if in_one_scan { MOST_PIXELS_JPEG } else { MOST_PIXELS };
    if u64::from(width) * u64::from(height) > most || decoder.total_bytes() > MOST_MEMORY {
        return Err(PhotoError::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture as it looks on paper; JPEG has no transparency.
fn on_paper(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let paper = paper_for(&picture);
    let shade = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u32::from(colour), u32::from(alpha));
        // Rounded; at most 255.
        u8::try_from((colour * alpha + paper * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
    };
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0;
        to.0 = [red, green, blue].map(|colour| shade(colour, alpha));
    }
    flat
}

/// The paper on which nothing that is drawn is lost.
fn paper_for(picture: &RgbaImage) -> u32 {
    let (mut pale, mut dim) = (false, false);
    for pixel in picture.pixels().filter(|pixel| pixel.0[3] >= DRAWN) {
        let [red, green, blue, _] = pixel.0.map(u32::from);
        // Rec. 601.
        let luminance = (299 * red + 587 * green + 114 * blue) / 1_000;
        pale |= luminance >= PALE;
        dim |= luminance <= DIM;
    }
    match (pale, dim) {
        (true, false) => DARK,
        (true, true) => GREY,
        (false, _) => WHITE,
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
fn refusal(error: ImageError) -> PhotoError {
    match error {
        ImageError::Limits(_) => PhotoError::TooLarge,
        ImageError::IoError(cut) if cut.kind() == std::io::ErrorKind::UnexpectedEof => PhotoError::Cut,
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
