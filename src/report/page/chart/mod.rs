//! Charts as SVG that stretches with the page and keeps its type size: places across are percentages, heights pixels.
//!
//! Every mark takes its colours from the page's style sheet, so charts follow light, dark and print.

mod band;
mod columns;
mod drawing;
mod histogram;
mod intervals;
mod pairs;
mod scatter;
mod stacks;
mod strip;
mod years;

pub(super) use band::Band;
pub(super) use band::band;
pub(super) use columns::Column;
pub(super) use columns::columns;
pub(super) use drawing::Drawing;
pub(super) use histogram::Histogram;
pub(super) use intervals::Interval;
pub(super) use intervals::intervals;
pub(super) use pairs::Pair;
pub(super) use pairs::pairs;
pub(super) use scatter::Dot;
pub(super) use scatter::scatter;
pub(super) use stacks::FILLS;
pub(super) use stacks::Stack;
pub(super) use stacks::stacks;
pub(super) use strip::Mark;
pub(super) use strip::strip;
pub(super) use strip::strip_head;
pub(super) use years::Money;
pub(super) use years::Spread;
pub(super) use years::Years;
pub(super) use years::band_by_year;
pub(super) use years::money_by_year;
