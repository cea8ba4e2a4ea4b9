//! How cells look.

use rust_xlsxwriter::Color;
use rust_xlsxwriter::ConditionalFormatCell;
use rust_xlsxwriter::ConditionalFormatCellRule;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::FormatAlign;
use rust_xlsxwriter::FormatBorder;

const INK: Color = Color::RGB(0x1F_2A_44);
const RULE: Color = Color::RGB(0xD9_DD_E5);
const SUBTOTAL: Color = Color::RGB(0xEE_F1_F6);
const NOTICE: Color = Color::RGB(0xFF_E8_B3);
const NOTICE_INK: Color = Color::RGB(0x7A_4B_00);

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// Words, wrapped.
    Words,
    /// A name that many lines share, on one line whatever its length.
    Name,
    /// £m.
    Money,
    /// A part of a whole, shown as a percentage.
    Share,
    /// A number of something.
    Number,
    /// £ per £1.
    Pound,
    /// £ per £1 and the like, where small ones count.
    Price,
    /// A very small part, shown with an exponent.
    Gap,
    /// A whole number.
    Integer,
    /// A year.
    Year,
}

/// How much a row weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// One line among others.
    Plain,
    /// A line that others are held against.
    Part,
    /// Something that nobody should overlook.
    Notice,
}

impl Weight {
    /// All weights, in the order of [`formats`].
    pub(super) const ALL: [Self; 3] = [Self::Plain, Self::Part, Self::Notice];
}

impl Set {
    /// Three sections without conditions: a section with one keeps its own minus in some programs and loses it in others.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Words | Self::Name => None,
            Self::Money | Self::Number => Some("#,##0.0;[Red]-#,##0.0;0.0"),
            Self::Share => Some("0.0%;[Red]-0.0%;0.0%"),
            Self::Pound => Some("#,##0.00;[Red]-#,##0.00;0.00"),
            Self::Price => Some("#,##0.0000;[Red]-#,##0.0000;0.0000"),
            Self::Gap => Some("0.0E+00"),
            Self::Integer => Some("#,##0"),
            Self::Year => Some("0"),
        }
    }

    /// What rounds to nought from below: where it begins, and how nought looks, which is no red −0.0.
    fn nought(self) -> Option<(f64, &'static str)> {
        match self {
            Self::Money | Self::Number => Some((-0.05, "0.0;0.0")),
            Self::Share => Some((-0.0005, "0.0%;0.0%")),
            Self::Pound => Some((-0.005, "0.00;0.00")),
            Self::Price => Some((-0.00005, "0.0000;0.0000")),
            Self::Words | Self::Name | Self::Gap | Self::Integer | Self::Year => None,
        }
    }
}

/// How the figures of a column look that round to nought from below; `None` where there are none.
pub(super) fn noughts(set: Set) -> Option<ConditionalFormatCell> {
    let (least, code) = set.nought()?;
    // The bound itself is no nought: it rounds away from it.
    let rule = ConditionalFormatCellRule::Between(least * (1.0 - 1e-9), 0.0);
    Some(ConditionalFormatCell::new().set_rule(rule).set_format(Format::new().set_num_format(code)))
}

/// The formats of a column, one for each weight.
pub(super) fn formats(set: Set) -> [Format; 3] {
    Weight::ALL.map(|weight| {
        let plain = Format::new().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Hair);
        let plain = plain.set_border_bottom_color(RULE);
        let format = match set.code() {
            None if set == Set::Name => plain.set_align(FormatAlign::Left).set_indent(1),
            None => plain.set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
            Some(code) => plain.set_num_format(code).set_align(FormatAlign::Right),
        };
        match weight {
            Weight::Plain => format,
            Weight::Part => format.set_bold().set_background_color(SUBTOTAL),
            Weight::Notice => notice(format),
        }
    })
}

fn notice(format: Format) -> Format {
    format.set_background_color(NOTICE).set_font_color(NOTICE_INK)
}

/// What marks a placeholder.
pub(super) fn placeholder() -> Format {
    notice(Format::new())
}

/// A heading over words or figures.
pub(super) fn heading(set: Set) -> Format {
    let is_words = set.code().is_none();
    let indent = u8::from(is_words);
    let side = if is_words { FormatAlign::Left } else { FormatAlign::Right };
    let filled = Format::new().set_bold().set_font_color(Color::White).set_background_color(INK);
    let set = filled.set_text_wrap().set_align(side).set_indent(indent).set_align(FormatAlign::Top);
    set.set_border_left(FormatBorder::Thin).set_border_left_color(Color::White)
}

/// A heading over the headings of a group of columns.
pub(super) fn group() -> Format {
    let filled = Format::new().set_bold().set_font_color(INK).set_background_color(SUBTOTAL);
    filled
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_border_left(FormatBorder::Thin)
        .set_border_left_color(Color::White)
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(16).set_font_color(INK)
}

/// A heading between paragraphs.
pub(super) fn subtitle() -> Format {
    Format::new().set_bold().set_font_size(12).set_font_color(INK)
}

/// The sentence under a title.
pub(super) fn lead() -> Format {
    Format::new().set_italic().set_font_color(INK)
}

/// A warning under a title.
pub(super) fn warning() -> Format {
    paragraph().set_bold().set_font_color(NOTICE_INK)
}

/// The statement that comes first.
pub(super) fn answer() -> Format {
    paragraph().set_bold()
}

/// A paragraph.
pub(super) fn paragraph() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left)
}

/// A paragraph that nobody should overlook.
pub(super) fn warned() -> Format {
    notice(paragraph())
}
