//! The `tape` binary.

fn main() {}
