use super::*;

mod tables;
