//! The best allocation inside a scenario's freedom, with a proof. The only floor that names a solver.
//!
//! The problem is min f(x) over a polytope of rules, with x the money and, for programmes that are on or off, z ∈ {0, 1}.
//! f is convex, so a plane that touches it anywhere (a *cut*: f(y) ≥ f(x) + g·(y − x)) lies below it everywhere. A linear
//! program over the cuts made so far (the *master*; Kelley 1960) is therefore a proven lower bound; the best allocation
//! evaluated so far is an upper bound; cuts are added until the two meet. Where f is smooth, Newton's method with an
//! active set finds exact amounts, and the multipliers of its working set give the same bound by duality (Karush, Kuhn &
//! Tucker). Curves through points are cut at their knots, which have no second derivative: for a draw that is known to be
//! the truth, which costs little to evaluate, an interior-point method says where Newton's begins. A tail is rounded off
//! less and less, and the weights that its draws have there prove the optimum of the tail itself. Where z is open, its
//! relaxation is the *perspective* of f, which touches f where every z is whole; branch and bound decides the switches one
//! after the other over one master, and prunes what no cut lets be better. So every answer comes with a [`Certificate`]:
//! upper, lower, and what closed the gap or kept it open.
//!
//! The rooms, each naming only rooms before it:
//!
//! 1. `numeric`: factorisations, linear dependence, bisection;
//! 2. `search`: what is asked of a search, who may end it, what it proves;
//! 3. `linear`: [`LinearProgram`] (data with names), [`Solver`] (the port), the solvers, whole numbers;
//! 4. `region`: [`Region`] (what is allowed), its rules and rows, projection, and the same as a polytope;
//! 5. `objective`: [`Oracle`] (a sum of convex pieces), known draws and their knots, cuts, and iterates;
//! 6. `newton`: working set, quadratic model, line search, dual bound; interior point, for draws that are known;
//! 7. `cuts`: master, trust region, outer approximation, ties;
//! 8. `branch`: nodes, pseudo-costs, patterns of switches, [`minimise`] for every region;
//! 9. `infeasibility`: irreducible infeasible subsets of rules, and the least change that would mend them;
//! 10. `sensitivity`: shadow prices, near-optimal ranges (by quadratic models where there are second derivatives, else by
//!     multipliers), least movement.

mod branch;
mod cuts;
mod infeasibility;
mod linear;
mod newton;
mod numeric;
mod objective;
mod region;
mod search;
mod sensitivity;

pub use branch::bounds_relaxed;
pub use branch::minimise;
pub use branch::start_near;
pub use cuts::master_at;
pub use infeasibility::Amends;
pub use infeasibility::Clash;
pub use infeasibility::Mend;
pub use infeasibility::clash;
pub use linear::Answer;
#[cfg(feature = "highs")]
pub use linear::Highs;
pub use linear::LinearProgram;
pub use linear::Microlp;
pub use linear::Row;
pub use linear::Sense;
pub use linear::SolveError;
pub use linear::Solver;
pub use linear::Variable;
pub use linear::default_solver;
pub use linear::lp_text;
pub use objective::BlendedPiece;
pub use objective::Curved;
pub use objective::Known;
pub use objective::Mean;
pub use objective::MeanAndTail;
pub use objective::Oracle;
pub use objective::Piece;
pub use objective::Rounded;
pub use region::Changing;
pub use region::Region;
pub use region::Rule;
pub use region::StatedBound;
pub use region::StatedBounds;
pub use region::Switch;
pub use region::Violation;
pub use search::Certificate;
pub use search::Options;
pub use search::Quietly;
pub use search::Solved;
pub use search::StoppedBy;
pub use search::Unwatched;
pub use search::Watch;
pub use sensitivity::LeastMovement;
pub use sensitivity::NearBest;
pub use sensitivity::Price;
pub use sensitivity::Prices;
pub use sensitivity::Together;
pub use sensitivity::least_movement;
pub use sensitivity::near_best;
pub use sensitivity::prices;
pub use sensitivity::slopes;
