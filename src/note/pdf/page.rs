//! What a page says of itself or has from the nodes above it: its size, its turn, its resources.

use lopdf::{Dictionary, Document, Object};

use super::fonts::get;
use super::matrix::Matrix;

/// Nodes above a page that are asked.
const DEEPEST: usize = 32;

/// A value of a page or of the nodes above it.
pub(super) fn inherited<'a>(
    document: &'a Document,
    page: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEEPEST {
        if let Some(found) = get(document, node, key) {
            return Some(found);
        }
        node = get(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

/// Brings a page to how it is shown, with its lower left corner at the origin.
pub(super) fn upright(document: &Document, page: &Dictionary) -> Matrix {
    let corners =
        inherited(document, page, b"MediaBox").and_then(|corners| corners.as_array().ok());
    let numbers = corners.map(|corners| numbers(corners)).unwrap_or_default();
    let (left, foot, right, top) = match numbers.as_slice() {
        &[left, foot, right, top, ..] => (left, foot, right, top),
        _ => (0.0, 0.0, 612.0, 792.0),
    };
    let turn = inherited(document, page, b"Rotate").and_then(|turn| turn.as_i64().ok());
    Matrix::shift(-left, -foot).then(Matrix::turned(turn.unwrap_or(0), right - left, top - foot))
}

/// Numbers as written, 0 for what is none.
pub(super) fn numbers(objects: &[Object]) -> Vec<f32> {
    let numbers = objects
        .iter()
        .map(|object| object.as_float().unwrap_or(0.0));
    numbers
        .map(|number| if number.is_finite() { number } else { 0.0 })
        .collect()
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn pages_have_what_the_nodes_above_have() {
        let mut document = Document::new();
        let id = document.new_object_id();
        // A node above itself, which asks for an end.
        let node = dictionary! { "Rotate" => 90, "Parent" => id };
        document.objects.insert(id, node.into());
        let page = dictionary! { "Parent" => id };
        let turn = inherited(&document, &page, b"Rotate").and_then(|turn| turn.as_i64().ok());
        assert_eq!(turn, Some(90));
        assert_eq!(inherited(&document, &page, b"MediaBox"), None);
    }

    #[test]
    fn pages_are_brought_to_their_corner() {
        let document = Document::new();
        let corners: Vec<Object> = vec![10.into(), 20.into(), 110.into(), 220.into()];
        let page = dictionary! { "MediaBox" => corners };
        let shown = Matrix::shift(10.0, 20.0).then(upright(&document, &page));
        assert_eq!(shown.origin(), (0.0, 0.0));
        let odd = dictionary! { "MediaBox" => vec![Object::Null] };
        assert_eq!(upright(&document, &odd).origin(), (0.0, 0.0));
    }

    #[test]
    fn what_is_no_number_is_none() {
        let objects = [
            1.into(),
            Object::Real(2.5),
            Object::Null,
            Object::Real(f32::NAN),
        ];
        assert_eq!(numbers(&objects), [1.0, 2.5, 0.0, 0.0]);
    }
}
