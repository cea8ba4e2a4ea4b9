//! `apportion`: how to split a budget when nobody is sure what the money does.
//!
//! # The problem
//!
//! A government spends £2.9bn a year on serious and organised crime, most of it on catching offenders and
//! little on preventing the crime, without evidence for the split. Money x\[j\] goes to programmes j; threats t
//! do harm; a draw ω is one guess at every number nobody knows. With effort e = φ·(x − F) (what is delivered
//! beyond the set-up cost) and a response curve q, the share of harm left at an effort,
//!
//! ```text
//! harm[t](ω) = H[t](ω) · Π_j  q[j,t](e[j]) / q[j,t](ē[j])          ē: today's effort
//! ```
//!
//! Effects multiply, so no harm is avoided twice; dividing by q at today's effort means that today's harm is
//! harm with today's money already being spent, so taking money away costs what it was buying. Every log q is
//! convex, hence so are harm in each draw, its mean over draws and its tail. A convex function lies above each
//! of its tangent planes, so a linear program over planes bounds it from below, while any allocation bounds
//! the best from above: the two meet, and the meeting is the proof.
//!
//! A plan decides money by programme and year. What is felt of it in year y is Σ w\[k\]·e\[j, y − k\] with lag weights w, a
//! linear function of the plan; threats grow, and later years count less. So a threat in each year is a threat of its own on
//! the same draws, present value is a weighted sum of convex functions, and everything above holds as it stands.
//!
//! # The house
//!
//! Modules stand on floors, and none looks up or sideways (`tests/architecture.rs` sees to that).
//!
//! | floor | module | decides |
//! |---|---|---|
//! | 7 | [`cli`], [`explore`] | who asked: arguments, files, terminal, exit status; a page that is played with |
//! | 6 | [`input`], [`report`] | may the file say this; how does an answer look |
//! | 5 | [`study`] | which question |
//! | 4 | [`optimise`] | which algorithm; the only floor that names a solver |
//! | 3 | [`simulate`] | which numbers; the only floor that names rayon |
//! | 2 | [`model`] | does it make sense; no files, no clock, no randomness |
//! | 1 | [`distribution`], [`curve`], [`risk`], [`regression`], [`problem`] | distributions, response curves, samples, conditional means, what is wrong |
//! | 0 | [`units`], [`id`], [`text`], [`elementary`] | the words and functions everybody uses |

#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, reason = "what only a command writes has no reader")
)]

#[cfg(feature = "cli")]
pub mod cli;
pub mod curve;
pub mod distribution;
pub mod elementary;
pub mod explore;
pub mod id;
pub mod input;
pub mod model;
pub mod optimise;
pub mod problem;
pub mod regression;
pub mod report;
pub mod risk;
pub mod simulate;
pub mod study;
pub mod text;
pub mod units;
