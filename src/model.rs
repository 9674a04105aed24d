//! The nouns of the program, as plain values.
//!
//! Nothing here reads a file, a clock or a terminal, and nothing is
//! serialisable: the boundaries (`cli`, `store`, `config`, `search`) convert.

pub mod address;
pub mod anchor;
pub mod answer;
pub mod chain;
pub mod changed;
pub mod diagnostic;
pub mod explained;
mod found;
pub mod instrument;
pub mod language;
pub mod lexicon;
pub mod listed;
pub mod live;
pub mod members;
pub mod mention;
pub mod note;
pub mod origin;
pub mod pace;
pub mod pair;
pub mod passage;
pub mod picture;
pub mod plot;
pub mod quantity;
pub mod quoted;
pub mod reading;
pub mod related;
pub mod saved;
pub mod series;

pub use address::Address;
pub use anchor::Anchor;
pub use answer::{
    Card, CardSubject, Destination, Document, Doubt, Extent, IndexProgress, IndexReport, Kept,
    Landing, Mark, MarketStatus, Neighbour, NoteList, Only, Since, Standing, ThenNow,
};
pub use chain::{OptionChain, OptionKind, OptionQuote, Settlement};
pub use changed::Changed;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use explained::{
    AskedSpelling, AskedWords, Asks, Explained, ExplainedHit, QueryPart, ScorePart, ScoredBy,
    StandsAs, WordForm,
};
pub use found::{
    Facet, FacetKind, FacetValue, Hit, Likeness, Matches, Omitted, Place, ReadAs, Relaxed,
    SearchAnswer, Similar, Snippet,
};
pub use instrument::{AssetClass, Instrument, InstrumentId, Region};
pub use language::{Language, Locale, Side, Term};
pub use lexicon::{Concept, ConceptId, Names, Relation, Terms};
pub use listed::{Listed, plain_key};
pub use live::{Ticker, TickerState};
pub use members::{Member, MemberList};
pub use mention::{Mention, Target};
pub use note::{Credits, Make, Metadata, MetadataValue, Note, NoteId, NoteSummary};
pub use origin::{Adjustment, Origin, usd_bn_factor};
pub use pace::{Languages, Pace};
pub use pair::{Pair, Timestamp, Voice};
pub use passage::{Alignment, Emphasis, Passage, PassageKind, Span, Text};
pub use picture::{Picture, PictureFault, PictureFile};
pub use plot::{Curve, Figure, Plot};
pub use quoted::{Difference, Quoted};
pub use reading::{
    Assumption, Cell, Fact, InputUse, Missing, MissingReason, Notice, Percentile, Quantity,
    Reading, Table, Unit,
};
pub use related::{RelatedNote, Said, SaidWords, Shared, SharedKind, Timeline};
pub use saved::{SavedCount, SavedSearch, is_search_name, suggested_search_name};
pub use series::{Bar, Series, Vintage};
