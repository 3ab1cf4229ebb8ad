//! The machine: files that may be open, folders and their rights, room on the disk.

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use rustix::{
    fs::{Access, FsWord, access, statfs},
    process::{Resource, getrlimit},
};
use services::doctor::Diagnosis;

use crate::{cli::settings::Database, http::free};

/// Connections of the pages, streams among them, and files: what is open beside the loggers.
const OTHERS: u64 = 4_096 + 256;
const GIB: u64 = 1 << 30;
/// Less room than this is little for a day of frames and a backup.
const LITTLE: u64 = 10 * GIB;
/// Less room than this is used up within hours.
const NONE: u64 = GIB;
/// NFS, CIFS and SMB 2: their locks are not those that SQLite needs.
const FAR: [FsWord; 3] = [0x6969, 0xFF53_4D42, 0xFE53_4D42];

/// Looks at the machine.
pub fn look(place: &Database, loggers: usize) -> Vec<Diagnosis> {
    let mut all = vec![files(getrlimit(Resource::Nofile).current, loggers)];
    all.extend(folder(&place.data_dir));
    let folder = standing(&place.data_dir);
    match statfs(&folder) {
        Ok(disk) => {
            all.extend(free(&folder).map(|free| room(&folder, free, size(place))));
            if place.database.as_deref().is_none_or(|url| url.starts_with("sqlite:")) && FAR.contains(&disk.f_type) {
                all.push(Diagnosis::bad(
                    format!(
                        "{} 在网络盘上：SQLite 在网络盘上会损坏，请换本机磁盘，或改用 PostgreSQL。",
                        folder.display()
                    ),
                    format!(
                        "{} is on a network drive, where SQLite breaks: take a local disk, or PostgreSQL.",
                        folder.display()
                    ),
                ));
            }
        }
        Err(error) => all.push(Diagnosis::odd(
            format!("看不到 {} 的剩余空间：{error}。", folder.display()),
            format!("The room left in {} cannot be seen: {error}.", folder.display()),
        )),
    }
    all
}

/// Whether as many files may be open as there can be connections.
fn files(most: Option<u64>, loggers: usize) -> Diagnosis {
    let needed = OTHERS + u64::try_from(loggers).unwrap_or(u64::MAX);
    match most {
        Some(most) if most < needed => Diagnosis::odd(
            format!("本进程最多打开 {most} 个文件，接满连接需要 {needed} 个：请在服务里设 LimitNOFILE={needed}。"),
            format!(
                "This process may open {most} files, and a full house needs {needed}: set LimitNOFILE={needed} in the service."
            ),
        ),
        _ => Diagnosis::good("可打开的文件数够用。", "Enough files may be open."),
    }
}

/// The data folder: whether it is there, takes files, and shows them to nobody else.
fn folder(path: &Path) -> Vec<Diagnosis> {
    let shown = path.display();
    let Ok(seen) = fs::metadata(path) else {
        let above = standing(path);
        return vec![if access(&above, Access::WRITE_OK).is_ok() {
            Diagnosis::good(
                format!("数据目录 {shown} 还没有，第一次启动时建立。"),
                format!("The data folder {shown} is not there yet; the first start makes it."),
            )
        } else {
            Diagnosis::bad(
                format!("数据目录 {shown} 不存在，{} 也不可写：请建好目录并交给运行门户的用户。", above.display()),
                format!(
                    "There is no data folder {shown}, and {} cannot be written: make it for the user that runs the portal.",
                    above.display()
                ),
            )
        }];
    };
    let mut all = Vec::new();
    if !seen.is_dir() || access(path, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK).is_err() {
        all.push(Diagnosis::bad(
            format!("数据目录 {shown} 不可写：请用运行门户的用户来执行，或把目录交给它（chown）。"),
            format!("The data folder {shown} cannot be written: run this as the portal's user, or give it the folder (chown)."),
        ));
    } else if seen.uid() != rustix::process::geteuid().as_raw() {
        all.push(Diagnosis::odd(
            format!("数据目录 {shown} 属于另一个用户：请用运行门户的用户执行本命令，否则它看到的权限不是门户的。"),
            format!("The data folder {shown} is another user's: run this as the portal's user, or it sees other rights than the portal has."),
        ));
    } else {
        all.push(Diagnosis::good(
            format!("数据目录 {shown} 可写。"),
            format!("The data folder {shown} can be written."),
        ));
    }
    if seen.permissions().mode() & 0o007 != 0 {
        all.push(Diagnosis::odd(
            format!("机器上的其他用户能进入数据目录 {shown}：请运行 chmod 750 {shown}。"),
            format!("Other users of the machine can enter the data folder {shown}: run chmod 750 {shown}."),
        ));
    }
    all
}

/// Whether there is room: for what comes, and for one more copy of an embedded database, which a backup and a restore take.
fn room(folder: &Path, free: u64, database: u64) -> Diagnosis {
    let (shown, free_gib, size_gib) = (folder.display(), in_gib(free), in_gib(database));
    if free < NONE {
        Diagnosis::bad(
            format!("{shown} 所在磁盘只剩 {free_gib} GiB：写满后门户不再接收数据，请立即腾出空间。"),
            format!(
                "{free_gib} GiB are left on the disk of {shown}: when it is full nothing is taken any more; make room now."
            ),
        )
    } else if free < LITTLE || free < database {
        Diagnosis::odd(
            format!("{shown} 所在磁盘还剩 {free_gib} GiB（数据库 {size_gib} GiB，备份要同样多）：请留意。"),
            format!(
                "{free_gib} GiB are left on the disk of {shown} (the database has {size_gib}, and a backup takes as much): keep an eye on it."
            ),
        )
    } else {
        Diagnosis::good(
            format!("{shown} 所在磁盘还剩 {free_gib} GiB。"),
            format!("{free_gib} GiB are left on the disk of {shown}."),
        )
    }
}

/// In gibibytes with one digit, rounded down.
fn in_gib(bytes: u64) -> String {
    let tenths = bytes / (GIB / 10);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The size of an embedded database; 0 where it is elsewhere.
fn size(place: &Database) -> u64 {
    let url = place.url();
    let file = url.strip_prefix("sqlite://").map(|path| path.split('?').next().unwrap_or_default());
    file.and_then(|file| fs::metadata(file).ok()).map_or(0, |seen| seen.len())
}

/// The folder itself, or the nearest one above it that is there.
fn standing(path: &Path) -> PathBuf {
    let here = path.ancestors().find(|path| path.is_dir()).unwrap_or(Path::new("."));
    if here.as_os_str().is_empty() { PathBuf::from(".") } else { here.to_owned() }
}

#[cfg(test)]
mod tests {
    use services::doctor::State;

    use super::*;

    #[test]
    fn little_room_is_told_and_no_room_is_a_fault() {
        let at = |free, database| room(Path::new("/var/lib/x"), free, database).state;
        assert_eq!(at(GIB - 1, 0), State::Bad);
        assert_eq!(at(GIB, 0), State::Odd);
        assert_eq!(at(20 * GIB, 0), State::Good);
        assert_eq!(at(20 * GIB, 21 * GIB), State::Odd, "a backup does not fit");
        assert_eq!((in_gib(GIB * 3 / 2), in_gib(0)), ("1.5".to_owned(), "0.0".to_owned()));
    }

    #[test]
    fn a_full_house_needs_its_files() {
        assert_eq!(files(Some(1_024), 4_096).state, State::Odd);
        assert_eq!(files(Some(65_536), 4_096).state, State::Good);
        assert_eq!(files(None, 4_096).state, State::Good, "no limit");
    }

    #[test]
    fn a_folder_that_others_can_enter_is_told() {
        let above = tempfile::tempdir().unwrap();
        let path = above.path().join("data");
        assert_eq!(folder(&path)[0].state, State::Good, "the first start makes it");
        fs::create_dir(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
        assert!(folder(&path).iter().all(|one| one.state == State::Good));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(folder(&path).iter().any(|one| one.state == State::Odd));
    }
}
