//! Days and periods: whole days from a first to a last, both included.

use jiff::civil::Date;

/// One day of the civil calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The last day of the calendar: everything was published by then.
    pub const LAST: Day = Day(Date::constant(9999, 12, 31));

    /// Returns the day, or nothing where the calendar has no such day or the year is not four digits.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        (1000..=9999).contains(&year).then_some(())?;
        Date::new(year, month, day).ok().map(Day)
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns the day after.
    pub fn next(self) -> Day {
        Day(self.0.tomorrow().unwrap_or(self.0))
    }

    /// Returns the day before.
    pub fn previous(self) -> Day {
        Day(self.0.yesterday().unwrap_or(self.0))
    }

    /// Returns the day as programs read it: `2022-09-10`.
    pub fn iso(self) -> [u8; 10] {
        let digit = |number: i16| b'0' + (number % 10) as u8;
        let (year, month, day) = (self.year(), self.month().into(), self.day().into());
        let year = [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)];
        let [a, b, c, d] = year;
        [a, b, c, d, b'-', digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)]
    }

    /// Returns the day so many days after 1 January 1970; nothing outside of the calendar.
    pub fn after_1970(days: i64) -> Option<Day> {
        let days = jiff::Span::new().try_days(days).ok()?;
        Date::constant(1970, 1, 1).checked_add(days).ok().map(Day)
    }

    /// Returns how many days `other` lies after this one.
    pub fn days_until(self, other: Day) -> i64 {
        (other.0 - self.0).get_days().into()
    }
}

impl std::fmt::Display for Day {
    /// ISO 8601: `2022-09-10`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(std::str::from_utf8(&self.iso()).expect("digits and hyphens are ASCII"))
    }
}

/// The days from `from` to `to`, both included; never empty.
///
/// ```
/// use bantin::model::period::Period;
/// let september = Period::month(2022, 9).unwrap();
/// assert_eq!((september.from().to_string().as_str(), september.to().day()), ("2022-09-01", 30));
/// assert_eq!(september.days(), 30);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Day,
    to: Day,
}

impl Period {
    /// Returns the period, or nothing where it would end before it begins.
    pub fn new(from: Day, to: Day) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    /// Returns the period of one day.
    pub fn day(day: Day) -> Period {
        Period { from: day, to: day }
    }

    /// Returns a calendar month.
    pub fn month(year: i16, month: i8) -> Option<Period> {
        Period::months(year, month, month)
    }

    /// Returns the months `first` to `last` of a year.
    pub fn months(year: i16, first: i8, last: i8) -> Option<Period> {
        let from = Day::new(year, first, 1)?;
        let to = Day(Day::new(year, last, 1)?.0.last_of_month());
        Period::new(from, to)
    }

    /// Returns a calendar year.
    pub fn year(year: i16) -> Option<Period> {
        Period::months(year, 1, 12)
    }

    /// Returns the first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// Returns the last day.
    pub fn to(self) -> Day {
        self.to
    }

    /// Returns how many days there are, at least 1.
    pub fn days(self) -> i64 {
        self.from.days_until(self.to) + 1
    }

    /// Returns true where every day of `other` is in this period.
    pub fn covers(self, other: Period) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Returns true where the two have a day in common.
    pub fn overlaps(self, other: Period) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Returns the days in both, or nothing.
    pub fn meet(self, other: Period) -> Option<Period> {
        Period::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Returns its length in whole years, at least 1: half a year and more counts as one. A term from August to
    /// July five years later has five.
    ///
    /// ```
    /// use bantin::model::period::{Day, Period};
    /// let months = |from, to| Period::new(Day::new(from, 1, 1).unwrap(), Day::new(to, 6, 30).unwrap()).unwrap();
    /// assert_eq!((months(2024, 2024).whole_years(), months(2024, 2025).whole_years()), (1, 2));
    /// ```
    pub fn whole_years(self) -> u64 {
        let end = self.to.next();
        let months = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month());
        let begun = i64::from(end.day() < self.from.day());
        let whole = months(end) - months(self.from) - begun;
        ((whole + 6) / 12).max(1) as u64
    }

    /// Returns the calendar years that have a day in this period.
    pub fn years(self) -> impl Iterator<Item = Period> {
        (self.from.year()..=self.to.year()).filter_map(Period::year)
    }
}

impl std::fmt::Display for Period {
    /// The shortest form that reads back: `2022`, `2023-Q1`, `2022-09`, `2022-09-10`, `2018/2022-09`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let starts_year = self.from.month() == 1 && self.from.day() == 1;
        let starts_month = self.from.day() == 1;
        let ends_month = self.to.next().day() == 1;
        let ends_year = self.to.month() == 12 && ends_month;
        let same_year = self.from.year() == self.to.year();
        if same_year && starts_year && ends_year {
            return write!(f, "{:04}", self.from.year());
        }
        if same_year && starts_month && ends_month && self.from.month() == self.to.month() {
            return write!(f, "{:04}-{:02}", self.from.year(), self.from.month());
        }
        if self.from == self.to {
            return write!(f, "{}", self.from);
        }
        if same_year && starts_month && ends_month {
            match (self.from.month(), self.to.month()) {
                (first, last) if last - first == 2 && last % 3 == 0 => {
                    return write!(f, "{:04}-Q{}", self.from.year(), last / 3);
                }
                (first, last) if last - first == 5 && last % 6 == 0 => {
                    return write!(f, "{:04}-H{}", self.from.year(), last / 6);
                }
                _ => {}
            }
        }
        let end = |f: &mut std::fmt::Formatter<'_>, day: Day, year: bool, month: bool| match (year, month) {
            (true, _) => write!(f, "{:04}", day.year()),
            (_, true) => write!(f, "{:04}-{:02}", day.year(), day.month()),
            _ => write!(f, "{day}"),
        };
        end(f, self.from, starts_year && !same_year, starts_month && ends_month)?;
        f.write_str("/")?;
        end(f, self.to, ends_year && !same_year, starts_month && ends_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_form() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        let text = |from, to| Period::new(from, to).unwrap().to_string();
        assert_eq!(text(day(2018, 1, 1), day(2022, 9, 30)), "2018/2022-09");
        assert_eq!(text(day(2024, 4, 25), day(2024, 7, 28)), "2024-04-25/2024-07-28");
        assert_eq!(text(day(2024, 1, 1), day(2024, 6, 25)), "2024-01-01/2024-06-25");
        assert_eq!(text(day(2023, 1, 1), day(2023, 3, 31)), "2023-Q1");
        assert_eq!(text(day(2021, 1, 1), day(2021, 9, 30)), "2021-01/2021-09");
        assert_eq!(text(day(2020, 1, 1), day(2025, 12, 31)), "2020/2025");
    }

    #[test]
    fn a_period_never_ends_before_it_begins() {
        assert!(Period::new(Day::new(2022, 2, 1).unwrap(), Day::new(2022, 1, 31).unwrap()).is_none());
        assert!(Day::new(2026, 2, 30).is_none());
    }
}
