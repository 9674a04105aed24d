//! What stands before a text: whose words it holds, who says them, and when.

use crate::model::{Passage, PassageKind, Side, Text, Voice};

use super::super::escape::Place;
use super::super::inline::words;

/// What stands before the first text and before the second and is part of neither: whose words they
/// are, who says them, and when.
pub(super) fn labels(passage: &Passage, first: &Text, second: Option<&Text>) -> (String, String) {
    let name = passage.speaker.as_deref();
    let Some(second) = second else {
        return (label(passage, first, name), String::new());
    };
    // An item carries no label, its translation does.
    if matches!(passage.kind, PassageKind::List { .. }) && passage.voice == Voice::Document {
        return (String::new(), label(passage, second, name));
    }
    // Names of two scripts were put together from the two labels.
    let names = name.and_then(|name| name.rsplit_once(" · "));
    let untimed = Passage::new(PassageKind::Prose);
    match names.filter(|(one, other)| one.is_ascii() != other.is_ascii()) {
        Some((one, other)) => {
            let behind = label(&untimed, second, Some(other));
            (label(passage, first, Some(one)), behind)
        }
        // Each text says who speaks, so that whoever reads one of them knows.
        None => (label(passage, first, name), label(&untimed, second, name)),
    }
}

fn label(passage: &Passage, text: &Text, name: Option<&str>) -> String {
    let is_chinese = text.language.side() == Side::Zh;
    let colon = if is_chinese { "：" } else { ": " };
    let time = passage.time.map(|time| format!("[{time}]"));
    let voice = match (passage.voice, is_chinese) {
        (Voice::Document, _) => None,
        (Voice::Translator, true) => Some("译注"),
        (Voice::Translator, false) => Some("Translator's note"),
        (Voice::Editor, true) => Some("编者按"),
        (Voice::Editor, false) => Some("Editor's note"),
        (Voice::Machine, true) => Some("AI 摘要"),
        (Voice::Machine, false) => Some("AI summary"),
    };
    // A remark signed by a name is its translator's.
    let signed = name.filter(|name| {
        passage.voice == Voice::Translator && name.chars().all(char::is_alphanumeric)
    });
    match (voice, name, time) {
        (Some(_), ..) if signed.is_some() => {
            format!("{} Note: ", signed.unwrap_or_default())
        }
        (Some(voice), ..) => format!("{voice}{colon}"),
        (None, Some(name), Some(time)) => {
            format!("**{}** {time}{colon}", words(name, Place::Block))
        }
        (None, Some(name), None) => format!("**{}**{colon}", words(name, Place::Block)),
        (None, None, Some(time)) => format!("{time} "),
        (None, None, None) => String::new(),
    }
}
