//! Which file systems tell of no changes that another machine makes.
//!
//! Source: `/proc/self/mountinfo`, proc(5). inotify(7): events on network file systems are told of
//! only where this machine made the change.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

/// Kinds whose files are changed elsewhere, or by a program that tells the system nothing.
const SILENT: [&str; 15] = [
    "9p",
    "afs",
    "autofs",
    "ceph",
    "cifs",
    "coda",
    "drvfs",
    "fuse",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Where file systems are mounted, and whether they tell of nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Mounts(Vec<(PathBuf, bool)>);

impl Mounts {
    /// Those of this machine; none where they cannot be read.
    pub(super) fn of_machine() -> Self {
        let text = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
        Self::parse(&text)
    }

    fn parse(text: &[u8]) -> Self {
        let lines = text.split(|byte| *byte == b'\n');
        Self(lines.filter_map(mount).collect())
    }

    /// Whether a folder, which is canonical, or anything mounted below it tells of nothing.
    pub(super) fn is_silent(&self, folder: &Path) -> bool {
        // Of mounts at one place the last lies on top.
        let own = self.0.iter().filter(|(at, _)| folder.starts_with(at));
        let own = own.max_by_key(|(at, _)| at.as_os_str().len());
        let mut below = self.0.iter().filter(|(at, _)| at.starts_with(folder));
        own.is_some_and(|(_, silent)| *silent) || below.any(|(_, silent)| *silent)
    }
}

/// The fifth word is the place, the first after a lone hyphen the kind.
fn mount(line: &[u8]) -> Option<(PathBuf, bool)> {
    let words: Vec<&[u8]> = line.split(|byte| *byte == b' ').collect();
    let place = unescape(words.get(4)?);
    let hyphen = words.iter().skip(6).position(|word| *word == b"-")?;
    let kind = std::str::from_utf8(words.get(6 + hyphen + 1)?).ok()?;
    // `fuse.sshfs` is a kind of `fuse`; `fuseblk` is a disk of this machine.
    let family = kind.split('.').next().unwrap_or(kind);
    Some((place, SILENT.contains(&family)))
}

/// A path with space, tab, line end and backslash written as `\040`.
fn unescape(word: &[u8]) -> PathBuf {
    let mut bytes = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((&first, after)) = rest.split_first() {
        let digits = after
            .get(..3)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 8).ok());
        if let Some(byte) = escaped.filter(|_| first == b'\\') {
            bytes.push(byte);
            rest = after.get(3..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    PathBuf::from(OsString::from_vec(bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MOUNTS: &[u8] = b"\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/root rw
40 22 0:36 / /net/team rw shared:3 master:2 - nfs4 nas:/team rw
41 22 0:37 / /home/me/my\\040notes rw - fuse.sshfs me@host: rw
42 22 0:38 / /media/disk rw - fuseblk /dev/sdb1 rw
43 40 0:39 / /net/team/local rw - ext4 /dev/sdc1 rw
";

    #[test]
    fn folders_of_other_machines_are_told_apart() {
        let mounts = Mounts::parse(MOUNTS);
        for (folder, is_silent) in [
            ("/srv/notes", false),
            ("/net/team/notes", true),
            ("/net/team", true),
            ("/net/teamwork", false),
            ("/net/team/local/notes", false),
            ("/home/me/my notes/2026", true),
            ("/home/me", true),
            ("/media/disk/notes", false),
        ] {
            assert_eq!(mounts.is_silent(Path::new(folder)), is_silent, "{folder}");
        }
    }

    #[test]
    fn without_a_table_nothing_is_silent() {
        assert!(!Mounts::parse(b"").is_silent(Path::new("/srv")));
        assert!(!Mounts::parse(b"odd\n1 2 3 4 /net x - nfs\n").is_silent(Path::new("/srv")));
    }

    proptest! {
        #[test]
        fn any_table_is_read(text in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Mounts::parse(&text).is_silent(Path::new("/srv"));
        }
    }
}
