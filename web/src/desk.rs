//! What lies between a page and the engine: a question, and its answer.

use apportion::explore::Session;

/// The answer to bytes that are no text.
const NO_TEXT: &str = r#"{"refused":{"said":"The question is no UTF-8 text.","details":[]}}"#;

/// The answer to a question that nothing could be written of.
const NO_ROOM: &str =
    r#"{"refused":{"said":"There is no room for a question of this length.","details":[]}}"#;

/// A conversation with the bytes of its last question and answer.
#[derive(Default)]
pub(crate) struct Desk {
    session: Session,
    /// The room for a question; none, where more was asked for than there is.
    question: Option<Vec<u8>>,
    answer: String,
}

impl Desk {
    /// Makes room for a question, and says where it begins: nowhere, where there is no such room.
    pub(crate) fn reserve(&mut self, bytes: usize) -> *mut u8 {
        let mut room = Vec::new();
        self.question = None;
        if room.try_reserve_exact(bytes).is_err() {
            return std::ptr::null_mut();
        }
        room.resize(bytes, 0);
        self.question.insert(room).as_mut_ptr()
    }

    /// Answers the question, which is then gone; the length of the answer.
    pub(crate) fn ask(&mut self) -> usize {
        self.answer = match self.question.take().map(String::from_utf8) {
            Some(Ok(question)) => self.session.ask(&question),
            Some(Err(_)) => NO_TEXT.to_owned(),
            None => NO_ROOM.to_owned(),
        };
        self.answer.len()
    }

    /// The last answer.
    pub(crate) fn answer(&self) -> &[u8] {
        self.answer.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(desk: &mut Desk, question: Option<&[u8]>) -> String {
        desk.question = question.map(<[u8]>::to_vec);
        let length = desk.ask();
        let answer = String::from_utf8_lossy(desk.answer()).into_owned();
        assert_eq!(length, answer.len());
        answer
    }

    #[test]
    fn whatever_is_written_is_answered() {
        let mut desk = Desk::default();
        for wrong in [&b"\xff\xfe"[..], b"", b"{", b"[1e999]", b"{\"no such\":{}}"] {
            assert!(answered(&mut desk, Some(wrong)).starts_with(r#"{"refused":"#), "{wrong:?}");
        }
        assert_eq!(answered(&mut desk, Some(b"\xff")), NO_TEXT);
    }

    #[test]
    fn room_that_is_not_there_is_refused_and_a_question_is_asked_once() {
        let mut desk = Desk::default();
        assert!(!desk.reserve(3).is_null());
        assert_eq!(desk.question, Some(vec![0; 3]));
        assert!(desk.reserve(usize::MAX).is_null());
        assert_eq!(answered(&mut desk, None), NO_ROOM);
        assert!(!desk.reserve(3).is_null());
        desk.ask();
        assert_eq!(desk.question, None);
    }
}
