//! The tables that come with the program, and what the linker makes of sentences.
