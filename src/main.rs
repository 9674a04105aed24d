//! The `tape` binary: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    tapereader::cli::main()
}
