//! The keys of what nobody may read who only has the database: tip-offs, and the secrets of second factors. In a file
//! beside the database, never in it.

mod check;
mod key_file;
mod seal;

use std::{collections::BTreeMap, fmt, path::Path, sync::Arc};

use hkdf::Hkdf;
use sha2::Sha256;

pub use check::{are_needed, check_keys};
pub(crate) use seal::Column;

use crate::{Ctx, Error, Result, ctx::Part, secret};

/// Their file in the data folder.
pub const KEY_FILE: &str = "tip.keys";

/// The keys of tip-offs. Cheap to clone.
///
/// Each key has a number of one byte, which stands in front of everything that it encrypted. The newest one encrypts;
/// the older ones still open what they closed.
#[derive(Clone)]
pub struct Keys(Arc<BTreeMap<u8, Hkdf<Sha256>>>);

impl Keys {
    /// Reads the keys from `tip.keys` in the data folder; makes a first key where there is no such file.
    ///
    /// # Errors
    /// [`Error::Key`] when others can read the file or it holds no keys; [`Error::Io`] when it cannot be read.
    pub fn load_or_create(data_dir: &Path) -> Result<Self> {
        key_file::load_or_create(&data_dir.join(KEY_FILE))
    }

    /// Reads the keys from the file that must be there already, because the store needs it.
    ///
    /// # Errors
    /// As [`load_or_create`](Self::load_or_create), and [`Error::Key`] where there is no such file; none is made then.
    pub fn load(data_dir: &Path) -> Result<Self> {
        key_file::load_existing(&data_dir.join(KEY_FILE))
    }

    /// A key that ends with the process. For tests: what it encrypts nobody opens again.
    pub fn passing() -> Self {
        Self::of([(1, secret::random())].into_iter())
    }

    fn of(keys: impl Iterator<Item = (u8, [u8; 32])>) -> Self {
        Self(Arc::new(keys.map(|(number, key)| (number, Hkdf::new(None, &key))).collect()))
    }

    /// A key for one purpose out of key number `number`.
    fn derive(&self, number: u8, purpose: &str) -> Result<[u8; 32]> {
        let key = self.0.get(&number).ok_or_else(|| Error::Key(format!("key {number} is not in the key file")))?;
        let mut derived = [0; 32];
        let fits = key.expand(format!("mingjian {purpose}").as_bytes(), &mut derived);
        fits.map(|()| derived).map_err(|length| Error::Key(length.to_string()))
    }

    /// Whether there is a key of this number.
    fn has(&self, number: u8) -> bool {
        self.0.contains_key(&number)
    }

    fn newest(&self) -> u8 {
        self.0.keys().next_back().copied().unwrap_or_default()
    }

    /// A digest of `value` for one purpose under every key, the newest first.
    pub(crate) fn digests(&self, purpose: &str, value: &[u8]) -> Result<Vec<[u8; 32]>> {
        self.0.keys().rev().map(|&number| seal::digest(&self.derive(number, purpose)?, value)).collect()
    }

    /// The digest under the newest key.
    pub(crate) fn digest(&self, purpose: &str, value: &[u8]) -> Result<[u8; 32]> {
        seal::digest(&self.derive(self.newest(), purpose)?, value)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({:?})", self.0.keys())
    }
}

/// The keys of the portal, where they were loaded.
#[derive(Clone, Default)]
struct Loaded(Option<Keys>);

impl Part for Loaded {}

impl Ctx {
    /// The same with the keys of tip-offs. Without them no tip-off can be filed or read.
    #[must_use]
    pub fn with_keys(self, keys: Keys) -> Self {
        self.with(Loaded(Some(keys)))
    }

    /// The keys of tip-offs.
    ///
    /// # Errors
    /// [`Error::Key`] where none are loaded.
    pub fn keys(&self) -> Result<Keys> {
        let Loaded(keys) = self.part();
        keys.ok_or_else(|| Error::Key("the keys of tip-offs have not been loaded".to_owned()))
    }
}

/// Whether tip-offs can be filed and read at all.
///
/// # Errors
/// [`Error::Key`] where no keys are loaded.
pub fn are_open(ctx: &Ctx) -> Result<()> {
    ctx.keys().map(drop)
}
