//! The fields of the index and what each is for.
//!
//! Three kinds of documents share them: a note; a file that is no note, kept so that it is not read
//! again; and a renewed stamp, for a file whose time changed but whose content did not.
//!
//! What they cost, over 803 bilingual transcripts of 27.6 MB, in an index of 30.1 MB: positions
//! 16.2 MB, of which 1.1 MB are for figures and for the gap between passages that `NEAR` needs; the
//! postings of all fields 7.7 MB; dictionaries 5.6 MB; all columns together 0.3 MB, so that `terms`
//! and `speakers` as columns are next to nothing; the lines of lists 0.3 MB.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use super::tokenizer::{FILED, GRAMS, WORDS};

/// Raised whenever what is written changes; an index of another version is rebuilt.
pub(super) const VERSION: u32 = 4;

/// Names of the fast fields, which are read by name.
pub(super) mod column {
    pub(in crate::search) const ID: &str = "id";
    pub(in crate::search) const RENEWED: &str = "renewed";
    pub(in crate::search) const SIZE: &str = "size";
    pub(in crate::search) const MODIFIED: &str = "modified";
    pub(in crate::search) const HASH: &str = "hash";
    pub(in crate::search) const DATE: &str = "date";
    pub(in crate::search) const PATH: &str = "path";
    pub(in crate::search) const TITLE_ORDER: &str = "title_order";
    pub(in crate::search) const LENGTH: &str = "length";
    pub(in crate::search) const TAGS: &str = "tags";
    pub(in crate::search) const SPEAKERS: &str = "speakers";
    pub(in crate::search) const TERMS: &str = "terms";
}

/// The state of a file when it was read; fast, so that all of them are read at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct StampFields {
    /// The note's id; a document is removed by it.
    pub(super) id: Field,
    /// The id of the file that a renewed stamp belongs to.
    pub(super) renewed: Field,
    pub(super) size: Field,
    pub(super) modified: Field,
    pub(super) hash: Field,
}

/// What is searched by words.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextFields {
    /// Title, labels and all passages, as terms with positions: decides whether a note matches.
    pub(super) text: Field,
    /// The title alone, in the same terms: for `title:`, and weighs more.
    pub(super) title: Field,
    /// Tags, names and sources, in the same terms: weighs more than the body.
    pub(super) labels: Field,
    /// The note's own summary, in the same terms: for `summary:`.
    pub(super) summary: Field,
    /// The words of what a note is filed under, each with its kind before it: for `speaker:`,
    /// `person:`, `source:`, `path:` and their like.
    pub(super) filed: Field,
    /// Every linked name as it is written, folded: finds at once what `text` finds as a phrase.
    pub(super) named: Field,
    /// Words without positions: ranks, never decides.
    pub(super) words: Field,
}

/// What a list is ordered by and shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListFields {
    /// Days since 1970-01-01.
    pub(super) date: Field,
    /// The relative path with `/`.
    pub(super) path: Field,
    /// The folded title.
    pub(super) title_order: Field,
    /// Minutes to read.
    pub(super) length: Field,
    /// Tags as written; counted.
    pub(super) tags: Field,
    /// Everyone who speaks or wrote, as written; counted.
    pub(super) speakers: Field,
    /// The line of a note in a list, or the reason of a rejected file.
    pub(super) record: Field,
}

/// All fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) stamp: StampFields,
    pub(super) text: TextFields,
    pub(super) list: ListFields,
    /// What a document exactly is, each with its kind before it: `tag:credit-market`. Fast too, so
    /// that what the notes found can be narrowed by is counted.
    pub(super) terms: Field,
}

/// The schema with its fields; the same on every call.
pub(super) fn build() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let stamp = StampFields {
        id: builder.add_u64_field(column::ID, FAST | INDEXED),
        renewed: builder.add_u64_field(column::RENEWED, FAST | INDEXED),
        size: builder.add_u64_field(column::SIZE, FAST),
        modified: builder.add_i64_field(column::MODIFIED, FAST),
        hash: builder.add_u64_field(column::HASH, FAST),
    };
    let text = TextFields {
        text: builder.add_text_field("text", grams()),
        title: builder.add_text_field("title", grams()),
        labels: builder.add_text_field("labels", grams()),
        summary: builder.add_text_field("summary", grams()),
        filed: builder.add_text_field("filed", filed()),
        named: builder.add_text_field("named", named()),
        words: builder.add_text_field("words", words()),
    };
    let fields = Fields {
        stamp,
        text,
        list: list(&mut builder),
        terms: builder.add_text_field(column::TERMS, STRING | FAST),
    };
    (builder.build(), fields)
}

fn list(builder: &mut SchemaBuilder) -> ListFields {
    let column = || TextOptions::default().set_fast("raw");
    ListFields {
        date: builder.add_i64_field(column::DATE, FAST),
        path: builder.add_text_field(column::PATH, column()),
        title_order: builder.add_text_field(column::TITLE_ORDER, column()),
        length: builder.add_u64_field(column::LENGTH, FAST),
        tags: builder.add_text_field(column::TAGS, column()),
        speakers: builder.add_text_field(column::SPEAKERS, column()),
        record: builder.add_text_field("record", STORED),
    }
}

fn grams() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(GRAMS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

/// Decides without adding to the score, so lengths are not kept.
fn filed() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(FILED)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(false),
    )
}

/// How often each is linked scores; the length that counts is that of the text.
fn named() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(false),
    )
}

fn words() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_index_option(IndexRecordOption::WithFreqs),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_the_same_on_every_call() {
        assert_eq!(build().0, build().0);
    }

    #[test]
    fn only_the_record_is_stored() {
        let (schema, fields) = build();
        for (field, entry) in schema.fields() {
            assert_eq!(
                entry.is_stored(),
                field == fields.list.record,
                "{}",
                entry.name()
            );
        }
    }
}
