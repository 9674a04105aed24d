//! A passage in rows: its marks before it, its emphasis in looks, its lines no wider than asked.

use std::borrow::Cow;
use std::ops::Range;

use crate::cli::grid;
use crate::config::theme::Role;
use crate::model::{Alignment, Emphasis, Passage, PassageKind, Text};
use crate::text::width::width;
use crate::text::wrap::wrap;

/// One printed line in parts of different looks.
pub(super) type Row<'a> = Vec<(Role, Cow<'a, str>)>;

/// The deepest quotation or list that is set in further than the one around it.
const DEEPEST: usize = 8;

/// The columns that running text is given at least, however deep it stands.
const LEAST: usize = 20;

/// The rows of one text of a passage, the `at`th that is printed of it.
///
/// Without `columns` a row is a line as written. Tables and code are never broken.
pub(super) fn rows<'a>(
    passage: &Passage,
    text: &'a Text,
    at: usize,
    columns: Option<usize>,
) -> Vec<Row<'a>> {
    let lead = Lead::of(passage, at);
    let role = match (&passage.kind, at) {
        (PassageKind::Heading(_), 0) => Role::Heading,
        (PassageKind::Code(_), 0) => Role::Code,
        (_, 0) => Role::Text,
        _ => Role::Muted,
    };
    if let PassageKind::Table(alignments) = &passage.kind {
        return table(&text.content, alignments, role);
    }
    let columns = columns.filter(|_| !matches!(passage.kind, PassageKind::Code(_)));
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.content.split('\n') {
        for range in rows_of(line, &lead, rows.is_empty(), columns) {
            let mut row: Row<'_> = Vec::new();
            if rows.is_empty() {
                row.push((Role::Quote, Cow::Owned(lead.first.clone())));
                row.push((Role::Muted, Cow::Owned(lead.time.clone())));
                row.push((Role::Speaker, Cow::Owned(lead.speaker.clone())));
            } else {
                row.push((Role::Quote, Cow::Owned(lead.rest.clone())));
            }
            row.extend(pieces(text, start + range.start..start + range.end, role));
            rows.push(row);
        }
        start += line.len() + 1;
    }
    rows
}

/// The lines of a plain text, none where there is no text.
pub(super) fn broken(text: &str, columns: Option<usize>) -> Vec<&str> {
    match columns {
        _ if text.is_empty() => Vec::new(),
        None => vec![text],
        Some(columns) => wrap(text, columns, columns)
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect(),
    }
}

/// What stands before a text.
struct Lead {
    /// Before its first row.
    first: String,
    /// Before every other row.
    rest: String,
    /// When it is said.
    time: String,
    /// Who says it.
    speaker: String,
}

impl Lead {
    /// The mark of a passage for its first text; room as wide for those that follow it.
    fn of(passage: &Passage, at: usize) -> Self {
        let (first, rest) = match &passage.kind {
            PassageKind::Quote(depth) => {
                let mark = "> ".repeat(usize::from(*depth).min(DEEPEST));
                (mark.clone(), Some(mark))
            }
            PassageKind::List { depth, marker } => (
                format!("{}{marker} ", "  ".repeat(usize::from(*depth).min(DEEPEST))),
                None,
            ),
            PassageKind::Code(_) => ("    ".to_owned(), None),
            PassageKind::Definition(label) if label.is_empty() => (String::new(), None),
            PassageKind::Definition(label) => (format!("{label}: "), Some("  ".to_owned())),
            PassageKind::Image(_) => ("▣ ".to_owned(), None),
            PassageKind::Prose
            | PassageKind::Heading(_)
            | PassageKind::Table(_)
            | PassageKind::Rule => (String::new(), None),
        };
        let rest = rest.unwrap_or_else(|| " ".repeat(width(&first)));
        if at > 0 {
            let rest = if rest.is_empty() {
                "  ".to_owned()
            } else {
                rest
            };
            return Self {
                first: rest.clone(),
                rest,
                time: String::new(),
                speaker: String::new(),
            };
        }
        let name = passage.speaker.as_deref();
        Self {
            first,
            rest,
            time: passage
                .time
                .map(|time| format!("{time} "))
                .unwrap_or_default(),
            speaker: name.map(|name| format!("{name}: ")).unwrap_or_default(),
        }
    }
}

fn rows_of(line: &str, lead: &Lead, is_first: bool, columns: Option<usize>) -> Vec<Range<usize>> {
    let Some(columns) = columns else {
        return std::iter::once(0..line.len()).collect();
    };
    let room = |before: usize| columns.saturating_sub(before).max(LEAST);
    let rest = room(width(&lead.rest));
    let first = if is_first {
        room(width(&lead.first) + width(&lead.time) + width(&lead.speaker))
    } else {
        rest
    };
    wrap(line, first, rest)
}

/// A range of a text in the looks of its spans; where they nest, the innermost counts.
fn pieces(text: &Text, range: Range<usize>, role: Role) -> Vec<(Role, Cow<'_, str>)> {
    let edges = text
        .spans
        .iter()
        .flat_map(|span| [span.range.start, span.range.end])
        .filter(|edge| range.contains(edge));
    let mut cuts: Vec<usize> = edges.chain([range.start, range.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |(from, to): (&usize, &usize)| {
        let mut spans = text.spans.iter();
        let innermost = spans.rfind(|span| span.range.start <= *from && *to <= span.range.end);
        let role = innermost.map_or(role, |span| look(&span.emphasis));
        let part = text.content.get(*from..*to).unwrap_or_default();
        (role, Cow::Borrowed(part))
    };
    cuts.iter().zip(cuts.iter().skip(1)).map(piece).collect()
}

const fn look(emphasis: &Emphasis) -> Role {
    match emphasis {
        Emphasis::Emphasis => Role::Emphasis,
        Emphasis::Strong => Role::Strong,
        Emphasis::Strikethrough => Role::Struck,
        Emphasis::Highlight => Role::Marked,
        Emphasis::Code => Role::Code,
        Emphasis::Link(_) => Role::Link,
        Emphasis::Footnote(_) => Role::Muted,
    }
}

fn table<'a>(content: &str, alignments: &[Alignment], role: Role) -> Vec<Row<'a>> {
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = content.split('\n').map(cells).collect();
    let lines = grid::lines(&rows, alignments, Alignment::Left).into_iter();
    lines
        .enumerate()
        .map(|(index, line)| {
            let role = if index == 0 { Role::Strong } else { role };
            vec![(role, Cow::Owned(line))]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Span};

    fn passage(kind: PassageKind, speaker: Option<&str>, content: &str) -> Passage {
        Passage {
            speaker: speaker.map(Into::into),
            en: Some(Text::plain(Language::En, content)),
            ..Passage::new(kind)
        }
    }

    fn printed(passage: &Passage, at: usize, columns: Option<usize>) -> Vec<String> {
        let rows = rows(passage, passage.en.as_ref().unwrap(), at, columns);
        let row = |row: &Row<'_>| row.iter().map(|(_, text)| text.as_ref()).collect();
        rows.iter().map(row).collect()
    }

    #[test]
    fn marks_stand_before_the_first_row_and_their_room_before_the_rest() {
        let item = PassageKind::List {
            depth: 1,
            marker: "3.".to_owned(),
        };
        for (kind, speaker, lines) in [
            (
                item,
                None,
                ["  3. one two three fourteenth", "     fifteenth sixteenth"],
            ),
            (
                PassageKind::Quote(2),
                None,
                ["> > one two three fourteenth", "> > fifteenth sixteenth"],
            ),
            (
                PassageKind::Prose,
                Some("Lin"),
                ["Lin: one two three fourteenth", "fifteenth sixteenth"],
            ),
            (
                PassageKind::Heading(2),
                None,
                ["one two three fourteenth", "fifteenth sixteenth"],
            ),
        ] {
            let passage = passage(
                kind,
                speaker,
                "one two three fourteenth fifteenth sixteenth",
            );
            assert_eq!(printed(&passage, 0, Some(30)), lines);
        }
    }

    #[test]
    fn the_time_stands_before_the_speaker() {
        let mut passage = passage(PassageKind::Prose, Some("Lin"), "one two three");
        passage.time = Some(crate::model::Timestamp(754));
        assert_eq!(
            printed(&passage, 0, Some(30)),
            ["00:12:34 Lin: one two three"]
        );
        assert_eq!(printed(&passage, 1, Some(30)), ["  one two three"]);
    }

    #[test]
    fn without_columns_lines_stay_as_written() {
        let passage = passage(PassageKind::Prose, None, "one two three\nfour five six");
        assert_eq!(
            printed(&passage, 0, None),
            ["one two three", "four five six"]
        );
        assert_eq!(
            printed(&passage, 1, None),
            ["  one two three", "  four five six"]
        );
    }

    #[test]
    fn code_and_tables_are_never_broken() {
        let long = "let x = 1; let y = 2; let z = 3;";
        let code = passage(PassageKind::Code(None), None, long);
        assert_eq!(printed(&code, 0, Some(20)), [format!("    {long}")]);
        let kind = PassageKind::Table(vec![Alignment::Left, Alignment::Right]);
        let table = passage(kind, None, "name\tlevel\nSPX\t6,932.00");
        assert_eq!(
            printed(&table, 0, Some(10)),
            ["name      level", "SPX    6,932.00"]
        );
    }

    #[test]
    fn the_innermost_span_gives_the_look() {
        let span = |range, emphasis| Span { range, emphasis };
        let text = Text {
            spans: vec![
                span(0..11, Emphasis::Strong),
                span(4..7, Emphasis::Highlight),
            ],
            ..Text::plain(Language::En, "one two six.")
        };
        let looks = pieces(&text, 0..12, Role::Text);
        let expected = [
            (Role::Strong, "one "),
            (Role::Marked, "two"),
            (Role::Strong, " six"),
            (Role::Text, "."),
        ];
        assert_eq!(looks.len(), expected.len());
        for ((role, text), (expected_role, expected_text)) in looks.iter().zip(expected) {
            assert_eq!((*role, text.as_ref()), (expected_role, expected_text));
        }
    }
}
