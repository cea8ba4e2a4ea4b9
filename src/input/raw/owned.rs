//! What may be said of any assumption: who answers for it.

use crate::input::decode::Field;
use crate::input::raw::evidence::Count;
use crate::input::raw::evidence::Effect;
use crate::input::raw::evidence::Funder;
use crate::input::raw::evidence::Programme;
use crate::input::raw::evidence::Threat;
use crate::input::raw::forms::Date;

/// What is said of who answers for an assumption.
pub(crate) struct Owned<'f> {
    pub(crate) owner: &'f Field<String>,
    pub(crate) signed_off_by: &'f Field<String>,
    pub(crate) signed_off_on: &'f Field<Date>,
    pub(crate) note: &'f Field<String>,
    pub(crate) proxy: &'f Field<bool>,
}

macro_rules! owned {
    ($($table:ident),*) => {$(
        impl $table {
            /// Who answers for it.
            pub(crate) fn owned(&self) -> Owned<'_> {
                let Self { owner, signed_off_by, signed_off_on, note, proxy, .. } = self;
                Owned { owner, signed_off_by, signed_off_on, note, proxy }
            }
        }
    )*};
}

owned!(Threat, Count, Funder, Programme, Effect);
