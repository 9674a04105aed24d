//! Hands an address to the user's browser, by the platform's own opener or one of the user's.
//!
//! No shell reads the address, and only addresses of the web come here. The opener is a process
//! group of its own without the terminal, so that nothing of it is painted over the reader.

use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::app::msg::Msg;
use crate::model::Address;

use super::Tell;

/// What opens addresses where the user names nothing else.
const PLATFORM: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Starts the opener; whether it could, and how it ended, is told.
pub(super) fn open(address: &Address, opener: Option<&str>, tell: &Tell) {
    let program = opener.unwrap_or(PLATFORM).to_owned();
    let mut child = match spawn(&program, address) {
        Ok(child) => child,
        Err(error) => {
            tell(Msg::Trouble(format!(
                "cannot start {program}: {error}; name another opener in [reading], or copy the \
                 address"
            )));
            return;
        }
    };
    let told = std::sync::Arc::clone(tell);
    // Some openers last as long as the browser; nobody waits for them.
    let waiting = thread::Builder::new().name("opener".to_owned());
    let waits = waiting.spawn(move || match child.wait() {
        Ok(status) if status.success() => {}
        Ok(status) => told(Msg::Trouble(format!(
            "{program} could not open the address ({status}); name another opener in [reading], or copy it"
        ))),
        Err(error) => told(Msg::Trouble(format!("{program} was lost: {error}"))),
    });
    if let Err(error) = waits {
        tell(Msg::Trouble(format!("cannot watch the opener: {error}")));
    }
}

fn spawn(program: &str, address: &Address) -> io::Result<Child> {
    let mut command = Command::new(program);
    command
        .arg(address.as_str())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    command.spawn()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::*;

    fn told(opener: &str, address: &str) -> Option<String> {
        let (sender, answers) = channel();
        let tell: Tell = Arc::new(move |msg| drop(sender.send(msg)));
        open(&Address::parse(address).unwrap(), Some(opener), &tell);
        drop(tell);
        answers.iter().find_map(|msg| match msg {
            Msg::Trouble(text) => Some(text),
            _ => None,
        })
    }

    #[test]
    fn the_address_is_one_argument_and_no_shell_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("opener");
        let list = folder.path().join("told");
        fs::write(
            &script,
            format!(
                "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$1\" > '{}'\n",
                list.display()
            ),
        )
        .unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        let address = "https://a.b/;touch$IFS/x?q=`id`&r=$(id) z";
        assert_eq!(told(script.to_str().unwrap(), address), None);
        let seen = fs::read_to_string(&list).unwrap();
        assert_eq!(seen, "1\nhttps://a.b/;touch$IFS/x?q=%60id%60&r=$(id)%20z\n");
    }

    #[test]
    fn a_failure_is_told() {
        for (opener, words) in [
            (
                "no-such-opener-anywhere",
                "cannot start no-such-opener-anywhere",
            ),
            ("false", "false could not open the address"),
        ] {
            let told = told(opener, "https://a.b/").unwrap();
            assert!(told.starts_with(words), "{told}");
        }
    }
}
