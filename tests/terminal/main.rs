//! The whole program as a person meets it, in a pseudo-terminal.
//!
//! Nothing here sleeps or times: a test waits until the screen shows what it should.

#![cfg(target_os = "linux")]

#[cfg(test)]
mod pictures;
#[cfg(test)]
mod process;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod screens;
