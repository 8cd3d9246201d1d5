//! Why something is not drawn: found before plotters sees the data, because plotters clamps, misplaces or
//! hangs where it should complain.

use crate::diag::Say;
use crate::say;

/// What could not be drawn, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The label of the row or column, or the heading of the chart.
    pub subject: String,
    /// Why.
    pub reason: Reason,
}

/// Why data cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// There is no row, or every row is without a number.
    Empty,
    /// A number is not a number, or infinite.
    NotFinite,
    /// A number is below zero.
    Negative,
    /// A number is above 10¹⁵.
    TooLarge,
    /// The lower end of an interval lies above its upper end.
    Reversed,
    /// A number lies outside the chart's scale: a share of the window above 100 %.
    OutOfDomain,
    /// More rows or columns than a reader, or a phone, can hold.
    TooMany,
    /// Parts that exclude each other add up to more than their whole.
    PartsExceedWhole,
    /// The whole of the parts is zero or not known.
    NoWhole,
}

impl Refusal {
    pub(super) fn new(subject: &str, reason: Reason) -> Self {
        Self { subject: subject.to_owned(), reason }
    }

    /// The refusal in words, for a problem's facts.
    pub fn words(&self) -> Say {
        let subject = &self.subject;
        match self.reason {
            Reason::Empty => say!("“{subject}”: không có số liệu để vẽ", "“{subject}”: no data to draw"),
            Reason::NotFinite => {
                say!("“{subject}”: giá trị không phải là số", "“{subject}”: a value is not a number")
            }
            Reason::Negative => say!("“{subject}”: giá trị nhỏ hơn 0", "“{subject}”: a value is below zero"),
            Reason::TooLarge => say!("“{subject}”: giá trị quá lớn", "“{subject}”: a value is too large"),
            Reason::Reversed => {
                say!(
                    "“{subject}”: cận dưới lớn hơn cận trên",
                    "“{subject}”: the lower end is above the upper"
                )
            }
            Reason::OutOfDomain => {
                say!("“{subject}”: giá trị nằm ngoài thang đo", "“{subject}”: a value is outside the scale")
            }
            Reason::TooMany => {
                say!("“{subject}”: quá nhiều dòng hoặc cột", "“{subject}”: too many rows or columns")
            }
            Reason::PartsExceedWhole => {
                say!("“{subject}”: các phần lớn hơn tổng", "“{subject}”: the parts exceed the whole")
            }
            Reason::NoWhole => {
                say!("“{subject}”: chưa có số tổng", "“{subject}”: the whole is zero or not known")
            }
        }
    }
}
