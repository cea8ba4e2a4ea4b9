//! Walks from one sample to another, on which numbers become unknown one after the other: what Shapley effects ask.
//!
//! A number that is correlated with others is drawn anew as it is given those that are still known: see
//! [`Path`]. Some draws at a time go together, in orders of their own.

use crate::distribution::correlation::Path;
use crate::distribution::correlation::Walk;
use crate::distribution::quantiles;
use crate::simulate::Exchange;
use crate::simulate::Measured;
use crate::simulate::SimulateError;
use crate::simulate::block::Block;
use crate::simulate::compile::Compiler;
use crate::simulate::compile::slices;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::measured::Parts;
use crate::simulate::measured::parts;
use crate::simulate::measured::renew;
use crate::simulate::measured::totals;
use crate::simulate::sample::BLOCK;
use crate::simulate::touched::Touched;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// So many companies of draws at least, if there are as many draws, and how many draws go together at least and at most:
/// powers of two, so that no company is in two blocks.
const COMPANIES: usize = 64;
const COMPANY: (usize, usize) = (16, 128);

/// What came of one walk of some draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Walked {
    /// Which number became unknown at each step.
    pub order: Vec<usize>,
    /// Before the first step and after each: harm by allocation and draw.
    pub harms: Vec<Vec<Vec<f64>>>,
}

impl Measured<'_> {
    /// How many companies of draws walk.
    #[must_use]
    pub fn companies(&self) -> usize {
        self.spans().len()
    }

    fn spans(&self) -> Vec<Range<usize>> {
        let draws = self.exchange.settled.draws().get();
        let many = (draws / COMPANIES).max(1);
        let many = (1 << many.ilog2()).clamp(COMPANY.0, COMPANY.1);
        (0..draws).step_by(many).map(|first| first..draws.min(first + many)).collect()
    }

    /// Walks of every company of draws to another sample, in the orders that are told of it, and what is made of them.
    ///
    /// # Errors
    /// A draw that is not finite.
    pub fn walks<T: Send>(
        &self,
        other: &Exchange,
        orders: impl Fn(usize) -> Vec<Vec<usize>> + Sync,
        made: impl Fn(&[Walked]) -> T + Sync,
    ) -> Result<Vec<T>, SimulateError> {
        let spans = self.spans().into_par_iter().enumerate();
        let all = spans.map(|(company, span)| {
            check_interrupt();
            let company = Company::of(self, other, span, &orders(company))?;
            Ok(made(&company))
        });
        let all: Vec<Result<T, SimulateError>> = all.collect();
        all.into_iter().collect()
    }
}

/// Draws that walk together.
struct Company<'a> {
    measured: &'a Measured<'a>,
    span: Range<usize>,
    /// The values of each number where it sets out, and where it goes.
    from: Vec<Vec<f64>>,
    to: Vec<Vec<f64>>,
    start: (Block, Parts),
}

impl<'a> Company<'a> {
    fn of(
        measured: &'a Measured<'a>,
        other: &Exchange,
        span: Range<usize>,
        orders: &[Vec<usize>],
    ) -> Result<Vec<Walked>, SimulateError> {
        let own = measured.exchange;
        let cut = |exchange: &Exchange| -> Vec<Vec<f64>> {
            let columns = &exchange.columns[span.start / BLOCK];
            let first = span.start % BLOCK;
            columns.iter().map(|column| column[first..first + span.len()].to_vec()).collect()
        };
        let (from, to) = (cut(own), cut(other));
        let (addresses, columns) = (own.plan.addresses(), slices(&from));
        let (block, _) =
            Compiler { evidence: &own.evidence, addresses, columns, span: span.clone() }.block()?;
        let all: Vec<usize> = (0..own.evidence.threats().len()).collect();
        let begun = parts(own, &block, &all, &measured.efforts);
        let company = Self { measured, span, from, to, start: (block, begun) };
        orders.iter().map(|order| company.walk(other, order)).collect()
    }

    fn walk(&self, other: &Exchange, order: &[usize]) -> Result<Walked, SimulateError> {
        let exchange = self.measured.exchange;
        let all: Vec<usize> = (0..exchange.evidence.threats().len()).collect();
        let groups = groups(exchange, order);
        let paths: Vec<Path> = groups.iter().map(|group| path(exchange, group)).collect();
        let mut walks: Vec<Walk<'_>> = groups
            .iter()
            .zip(&paths)
            .map(|(group, path)| path.walk(self.scores(exchange, group), &self.scores(other, group)))
            .collect();
        let group_of: BTreeMap<usize, usize> = groups
            .iter()
            .enumerate()
            .flat_map(|(place, group)| group.iter().map(move |number| (*number, place)))
            .collect();
        let (mut columns, (mut block, mut own)) = (self.from.clone(), self.start.clone());
        let mut harms = vec![totals(&own)];
        for number in order {
            let moved: Vec<usize> = match group_of.get(number) {
                None => {
                    columns[*number].clone_from(&self.to[*number]);
                    vec![*number]
                }
                Some(&group) => {
                    let scores = walks[group].step();
                    for (member, scores) in groups[group].iter().zip(scores) {
                        let mut column = scores.clone();
                        exchange.plan.values_of_scores(*member, &mut column);
                        columns[*member] = column;
                    }
                    groups[group][..scores.len()].to_vec()
                }
            };
            let Touched { threats, delivery } = Touched::by(&exchange.touched, moved.iter().copied());
            let touched: Vec<usize> = threats.into_iter().collect();
            let compiler = Compiler {
                evidence: &exchange.evidence,
                addresses: exchange.plan.addresses(),
                columns: slices(&columns),
                span: self.span.clone(),
            };
            block = compiler.exchanged(&block, &moved, &touched, delivery)?;
            let felt = if delivery { &all } else { &touched };
            renew(&mut own, felt, parts(exchange, &block, felt, &self.measured.efforts));
            harms.push(totals(&own));
        }
        Ok(Walked { order: order.to_vec(), harms })
    }

    /// The normal scores of some numbers, draw by draw.
    fn scores(&self, exchange: &Exchange, numbers: &[usize]) -> Vec<Vec<f64>> {
        let shared = exchange.plan.shared(self.span.start, self.span.len());
        let scores = numbers.iter().map(|&number| {
            let mut scores = exchange.plan.uniforms(number, &shared, self.span.start, self.span.len());
            quantiles::scores(&mut scores);
            scores
        });
        scores.collect()
    }
}

/// The numbers of an order that are correlated with others of it: in groups, each in that order.
fn groups(exchange: &Exchange, order: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &number in order.iter().filter(|&&number| exchange.plan.is_tied(number)) {
        let is_tied = |group: &Vec<usize>| {
            group.iter().any(|&other| exchange.plan.correlation(number, other).abs() > 0.0)
        };
        // A number may tie groups together that nothing tied before.
        let (tied, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_tied);
        groups = others;
        groups.push(tied.into_iter().flatten().chain([number]).collect());
    }
    let place = |number: &usize| order.iter().position(|other| other == number);
    for group in &mut groups {
        group.sort_by_key(place);
    }
    groups.sort_by_key(|group| group.first().and_then(place));
    groups
}

/// The path through a group's scores.
fn path(exchange: &Exchange, group: &[usize]) -> Path {
    let row = |one: &usize| group.iter().map(|other| exchange.plan.correlation(*one, *other)).collect();
    Path::of(&group.iter().map(row).collect::<Vec<_>>())
}
