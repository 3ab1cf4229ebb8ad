//! Photos that come with a tip-off.

use std::io::Cursor;

use domain::{access::Role, input::Issue};
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage, Rgba, RgbaImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};
use services::{
    Error,
    input::Issues,
    throttle::{ClientKey, Place},
    tips::{
        self, MOST_PHOTOS, NewTip, file, open,
        photo::{MOST_BYTES, Photo, PhotoError, clean, clean_aside, room},
    },
};
use testing::{Bench, client};

use super::{filed, tip};

/// Red on the left, blue on the right; twice as wide as high.
fn picture() -> RgbImage {
    RgbImage::from_fn(64, 32, |x, _| if x < 32 { image::Rgb([250, 0, 0]) } else { image::Rgb([0, 0, 250]) })
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture().write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// EXIF as a telephone writes it: to be turned a quarter clockwise, made by `MAKER`, at 22°54′ north.
fn exif() -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let (after, maker) = (8 + 2 + 3 * 12 + 4, u32::try_from(MAKER.len()).unwrap() + 1);
    exif.extend(3_u16.to_le_bytes());
    exif.extend(entry(0x010F, 2, maker, after));
    exif.extend(entry(0x0112, 3, 1, 6));
    exif.extend(entry(0x8825, 4, 1, after + maker));
    exif.extend(0_u32.to_le_bytes());
    exif.extend(MAKER.as_bytes());
    exif.push(0);
    let gps = u32::try_from(exif.len()).unwrap() + 2 + 2 * 12 + 4;
    exif.extend(2_u16.to_le_bytes());
    exif.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    exif.extend(entry(0x0002, 5, 3, gps));
    exif.extend(0_u32.to_le_bytes());
    exif.extend(DEGREES.iter().flat_map(|number| number.to_le_bytes()));
    exif
}

const MAKER: &str = "TELEPHONE-OF-THE-REPORTER";
const DEGREES: [u32; 6] = [22, 1, 54, 1, 73_311, 1_000];

fn from_a_telephone() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 95);
    encoder.set_exif_metadata(exif()).unwrap();
    encoder.encode_image(&picture()).unwrap();
    file
}

fn holds(file: &[u8], needle: &[u8]) -> bool {
    file.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn nothing_stays_but_the_picture_and_it_stands_upright() {
    let taken = from_a_telephone();
    let seconds: Vec<u8> = DEGREES[4].to_le_bytes().into();
    for needle in [b"Exif".as_slice(), MAKER.as_bytes(), &seconds] {
        assert!(holds(&taken, needle), "the test's own photo must have it");
    }
    let cleaned = clean(&taken).unwrap();
    for needle in [b"Exif".as_slice(), MAKER.as_bytes(), &seconds, b"GPS"] {
        assert!(!holds(cleaned.jpeg(), needle));
    }
    assert_eq!((cleaned.width(), cleaned.height()), (32, 64), "turned as the telephone meant it");
    let seen = image::load_from_memory(cleaned.jpeg()).unwrap().into_rgb8();
    let (top, bottom) = (seen.get_pixel(16, 8).0, seen.get_pixel(16, 56).0);
    assert!(top[0] > 200 && bottom[2] > 200, "what was left is above: {top:?} {bottom:?}");
}

#[test]
fn three_kinds_come_in_and_one_goes_out() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let cleaned = clean(&encoded(format)).unwrap();
        assert_eq!(image::guess_format(cleaned.jpeg()).unwrap(), ImageFormat::Jpeg, "{format:?}");
        assert_eq!((cleaned.width(), cleaned.height()), (64, 32), "{format:?}");
    }
}

#[test]
fn a_large_picture_is_made_smaller() {
    let mut file = Vec::new();
    let large = RgbImage::new(4_000, 1_000);
    PngEncoder::new(&mut file).write_image(&large, 4_000, 1_000, ExtendedColorType::Rgb8).unwrap();
    let cleaned = clean(&file).unwrap();
    assert_eq!((cleaned.width(), cleaned.height()), (2_560, 640));
}

/// A PNG of a few bytes that claims so many pixels.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let body = [name.as_slice(), data].concat();
        let mut crc = !0_u32;
        for byte in &body {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
            }
        }
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &(!crc).to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IDAT", &[0x78, 0x9c]), &chunk(b"IEND", &[])]
        .concat()
}

#[test]
fn what_is_no_photo_is_refused_in_words() {
    let whole = encoded(ImageFormat::Jpeg);
    #[rustfmt::skip]
    let cases = [
        ("nothing",         Vec::new(),                            PhotoError::NotAPhoto),
        ("a text",          b"<script>alert(1)</script>".to_vec(), PhotoError::NotAPhoto),
        ("a drawing",       b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), PhotoError::NotAPhoto),
        ("a GIF",           b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), PhotoError::NotAPhoto),
        ("only a head",     whole[..20].to_vec(),                  PhotoError::Cut),
        ("half a JPEG",     whole[..whole.len() / 2].to_vec(),     PhotoError::Cut),
        ("without its end", whole[..whole.len() - 2].to_vec(),     PhotoError::Cut),
        ("a broken PNG",    bomb(16, 16),                          PhotoError::NotAPhoto),
        ("too many pixels", bomb(10_000, 10_000),                  PhotoError::TooLarge),
        ("49 million of one colour", bomb(7_000, 7_000),           PhotoError::TooLarge),
        ("a bomb",          bomb(2_000_000_000, 2_000_000_000),    PhotoError::TooLarge),
        ("too many bytes",  vec![0xFF; MOST_BYTES + 1],            PhotoError::TooBig),
    ];
    for (what, file, want) in cases {
        assert_eq!(clean(&file), Err(want), "{what}");
    }
    assert_eq!(PhotoError::TooBig.to_string(), "a photo may have at most 12 MB");
}

#[tokio::test]
async fn photos_lie_encrypted_and_are_seen_by_those_who_may() {
    let (bench, intake, other) = filed().await;
    let ctx = &bench.ctx;
    let photo = clean_aside(ctx, client(1), from_a_telephone()).await.unwrap();
    let with_two = NewTip { photos: vec![photo.clone(), photo.clone()], ..tip() };
    let filed = file(ctx, with_two, client(1)).await.unwrap();
    let seen = open(ctx, &intake, &filed.tip_no).await.unwrap();
    assert_eq!(seen.photos.len(), 2);
    assert_eq!(tips::photo_of(ctx, &intake, &filed.tip_no, seen.photos[0]).await.unwrap(), photo.jpeg());
    let by_another_way = tips::photo_of(ctx, &intake, &other.tip_no, seen.photos[0]).await;
    assert!(matches!(by_another_way, Err(Error::NotFound)));
    let reviewer = bench.actor(Role::Reviewer).await;
    let forbidden = tips::photo_of(ctx, &reviewer, &filed.tip_no, seen.photos[0]).await;
    assert!(matches!(forbidden, Err(Error::Forbidden)));
    assert_eq!(tips::follow(ctx, &filed.receipt_code.plain(), client(1)).await.unwrap().photos, 2);
    many(photo);
}

fn many(photo: Photo) {
    let new = NewTip { photos: vec![photo; MOST_PHOTOS + 1], ..tip() };
    assert_eq!(new.issues(), Issues::one("photo", Issue::ManyPhotos(5)));
}

/// A stroke on nothing, as drawing programs and screenshots save it: `left` in its left half, `right` in its right one.
/// What is transparent has the colour of the other half behind it, which must not shine through.
fn stroke(left: u8, right: u8) -> RgbaImage {
    RgbaImage::from_fn(64, 32, |x, y| {
        let shade = if x < 32 { left } else { right };
        Rgba(if y == 16 { [shade, shade, shade, 255] } else { [255 - shade, 255 - shade, 255 - shade, 0] })
    })
}

/// What a picture has become, read back.
fn cleaned(picture: &DynamicImage, format: ImageFormat) -> RgbImage {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    image::load_from_memory(clean(&file.into_inner()).unwrap().jpeg()).unwrap().into_rgb8()
}

#[test]
fn what_is_transparent_stands_on_white() {
    let drawn = DynamicImage::ImageRgba8(stroke(0, 0));
    for (what, picture, format) in [
        ("PNG", drawn.clone(), ImageFormat::Png),
        ("WebP", drawn.clone(), ImageFormat::WebP),
        ("grey PNG", DynamicImage::ImageLumaA8(drawn.to_luma_alpha8()), ImageFormat::Png),
        ("PNG of 16 bits", DynamicImage::ImageRgba16(drawn.to_rgba16()), ImageFormat::Png),
    ] {
        let seen = cleaned(&picture, format);
        assert!(seen.get_pixel(5, 2).0.iter().all(|shade| *shade > 240), "{what}: {:?}", seen.get_pixel(5, 2));
        assert!(seen.get_pixel(5, 16).0.iter().all(|shade| *shade < 60), "{what}: {:?}", seen.get_pixel(5, 16));
    }
}

#[test]
fn no_stroke_is_swallowed_by_what_it_stands_on() {
    #[rustfmt::skip]
    let cases = [
        // left, right, paper
        (255, 255,  0..=60),
        (230, 230,  0..=60),
        (120, 120,  240..=255),
        (0,   255,  100..=160),
        (255, 0,    100..=160),
    ];
    for (left, right, paper) in cases {
        let seen = cleaned(&DynamicImage::ImageRgba8(stroke(left, right)), ImageFormat::Png);
        let at = |x, y| seen.get_pixel(x, y).0[1];
        for x in [5, 58] {
            assert!(paper.contains(&at(x, 2)), "{left} {right}: on {}", at(x, 2));
            assert!(at(x, 16).abs_diff(at(x, 2)) > 70, "{left} {right}: {} on {}", at(x, 16), at(x, 2));
        }
    }
}

#[test]
fn half_a_file_is_no_photo_in_any_format() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = encoded(format);
        assert!(clean(&whole).is_ok(), "{format:?}");
        assert!(clean(&whole[..whole.len() / 2]).is_err(), "{format:?}");
    }
}

#[test]
fn what_a_telephone_puts_behind_the_end_does_no_harm() {
    let whole = encoded(ImageFormat::Jpeg);
    assert!(clean(&[&whole[..], b"a moving picture"].concat()).is_ok());
}

#[tokio::test]
async fn a_few_networks_do_not_take_all_the_room_for_photos() {
    let bench = Bench::new().await;
    let from = |network: u8, last: u8| ClientKey::of([198, 51, network, last].into());
    let slow: Vec<_> = (1..=5).flat_map(|network| [from(network, 1); 5]).collect();
    let slow: Vec<_> = slow.into_iter().filter_map(|client| room(&bench.ctx, client).ok()).collect();
    assert_eq!(slow.len(), 24);
    let honest = room(&bench.ctx, client(1)).expect("the largest share gives way");
    let left = async |place: &Place| place.meanwhile(std::future::ready(())).await.is_none();
    let mut gone = 0;
    for place in &slow {
        gone += u32::from(left(place).await);
    }
    assert_eq!((gone, left(&honest).await), (1, false));
}

#[tokio::test]
async fn a_photo_for_which_there_is_no_room_is_not_counted() {
    let bench = Bench::new().await;
    let own: Vec<_> = (0..5).map(|_| room(&bench.ctx, client(1)).unwrap()).collect();
    for _ in 0..100 {
        assert!(matches!(room(&bench.ctx, client(1)), Err(PhotoError::Busy)));
    }
    drop(own);
    assert!(room(&bench.ctx, client(1)).is_ok());
}
