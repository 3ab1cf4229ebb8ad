//! One photo on its way in.

use std::time::Duration;

use domain::input::Issue;
use domain::lang::Lang;
use services::Ctx;
use services::throttle::{ClientKey, Place};
use services::tips::photo::{MOST_BYTES, PhotoError, clean_aside, room};
use services::tips::{HeldPhoto, MOST_PHOTOS};
use tokio::time::timeout;

use crate::pages::parts::issue;
use crate::texts::tip as texts;
use crate::web::multipart::{NotWhole, Part};

/// How long a photo may take to arrive: a telephone's on a slow network does. It keeps one of few places meanwhile.
const TIMEOUT: Duration = Duration::from_mins(2);
/// A longer file name is cut.
const LONGEST_NAME: usize = 60;

/// A photo that was not taken.
pub struct Refused {
    name: String,
    why: Why,
}

enum Why {
    TooMany,
    TooSlow,
    Photo(PhotoError),
}

/// Receives a photo and cleans it; none where no file was chosen. With `many` there are enough already.
///
/// # Errors
/// The outer one when the form breaks off.
pub async fn receive(
    ctx: &Ctx,
    client: ClientKey,
    mut part: Part,
    many: bool,
) -> Result<Result<Option<HeldPhoto>, Refused>, NotWhole> {
    let name: String = part.file_name().chars().take(LONGEST_NAME).collect();
    let refused = |why| Ok(Err(Refused { name: name.clone(), why }));
    let Some(first) = first_chunk(&mut part).await? else {
        return if name.is_empty() { Ok(Ok(None)) } else { refused(Why::Photo(PhotoError::NotAPhoto)) };
    };
    if many {
        part.skip().await?;
        return refused(Why::TooMany);
    }
    let place = match room(ctx, client) {
        Ok(place) => place,
        Err(busy) => {
            part.skip().await?;
            return refused(Why::Photo(busy));
        }
    };
    let Some(gathered) = place.meanwhile(timeout(TIMEOUT, gather(first, &mut part, &place))).await else {
        // The place was wanted for somebody else, who has fewer or is quicker.
        part.skip().await?;
        return refused(Why::Photo(PhotoError::Busy));
    };
    let Ok(file) = gathered else {
        part.skip().await?;
        return refused(Why::TooSlow);
    };
    let Some(file) = file? else { return refused(Why::Photo(PhotoError::TooBig)) };
    let cleaned = clean_aside(ctx, client, file).await;
    drop(place);
    match cleaned {
        Ok(photo) => Ok(Ok(Some(HeldPhoto { name, photo }))),
        Err(error) => refused(Why::Photo(error)),
    }
}

/// The first bytes; none for a file that has none. Without a name that is how browsers say that none was chosen.
async fn first_chunk(part: &mut Part) -> Result<Option<Vec<u8>>, NotWhole> {
    while let Some(chunk) = part.chunk().await? {
        if !chunk.is_empty() {
            return Ok(Some(chunk.to_vec()));
        }
    }
    Ok(None)
}

/// The whole file; none where it is too big.
async fn gather(first: Vec<u8>, part: &mut Part, place: &Place) -> Result<Option<Vec<u8>>, NotWhole> {
    place.came(first.len());
    let mut file = Some(first);
    while let Some(chunk) = part.chunk().await? {
        place.came(chunk.len());
        file = file.filter(|file| file.len() + chunk.len() <= MOST_BYTES);
        if let Some(file) = &mut file {
            file.extend_from_slice(&chunk);
        }
    }
    Ok(file)
}

impl Refused {
    /// What is said at the field.
    pub fn message(&self, lang: Lang) -> String {
        let name = if self.name.is_empty() { texts::photo_nameless(lang) } else { &self.name };
        let megabytes = MOST_BYTES / 1024 / 1024;
        match self.why {
            Why::TooMany => issue::say(lang, &Issue::ManyPhotos(MOST_PHOTOS)),
            Why::TooSlow => texts::photo_slow(lang, name),
            Why::Photo(PhotoError::NotAPhoto) => texts::photo_not(lang, name),
            Why::Photo(PhotoError::Cut) => texts::photo_cut(lang, name),
            Why::Photo(PhotoError::TooBig) => texts::photo_big(lang, name, megabytes),
            Why::Photo(PhotoError::TooLarge) => texts::photo_large(lang, name),
            Why::Photo(PhotoError::Busy) => texts::photo_busy(lang, name),
        }
    }
}
