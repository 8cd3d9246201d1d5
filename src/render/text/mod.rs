//! Numbers, dates and findings as text: the only place where they become words.

mod change;
mod number;
mod share;
mod time;
mod word;

pub use change::{change, printed_change};
pub use number::{NONE, Words, actual, derived, goal, interval, number, plain, quantity, unit, unit_of_goal};
pub use share::{percent, rounded, rounded_percent, share, signed};
pub use time::{
    axis_period, day, instant, is_term, last_day, period, publication, quarter, short_period, short_when,
    term, when,
};
pub use word::{
    capitalised, event, inside, level, line, milestone, missing, origin, origin_key, parts, reason,
    reason_key, reported, section, target_kind, value, verdict, verdict_key, zone_kind,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::model::indicator::Measure;
    use crate::model::interval::{Bound, Interval};
    use crate::model::period::{Day, Period};
    use crate::model::quantity::{Quantity, Scale};

    fn between(language: Language, from: (i16, i8, i8), to: (i16, i8, i8)) -> String {
        let day = |(y, m, d)| Day::new(y, m, d).unwrap();
        period(language, Period::new(day(from), day(to)).unwrap())
    }

    #[test]
    fn periods_in_words() {
        for (from, to, vi, en) in [
            ((2018, 1, 1), (2022, 9, 30), "từ 2018 đến tháng 9/2022", "2018 to September 2022"),
            ((2024, 1, 1), (2024, 6, 25), "từ 01/01 đến 25/06/2024", "1 January to 25 June 2024"),
            ((2020, 1, 1), (2022, 12, 31), "từ 2020 đến 2022", "2020 to 2022"),
            ((2024, 4, 25), (2024, 7, 28), "từ 25/04 đến 28/07/2024", "25 April to 28 July 2024"),
            ((2023, 1, 1), (2023, 3, 31), "quý I năm 2023", "Q1 2023"),
            ((2014, 6, 1), (2016, 9, 30), "từ tháng 6/2014 đến tháng 9/2016", "June 2014 to September 2016"),
            ((2023, 1, 1), (2023, 6, 30), "6 tháng đầu năm 2023", "January to June 2023"),
            ((2023, 6, 1), (2023, 6, 30), "tháng 6/2023", "June 2023"),
            ((2023, 6, 1), (2023, 6, 1), "ngày 01/06/2023", "1 June 2023"),
        ] {
            assert_eq!(between(Language::Vi, from, to), vi);
            assert_eq!(between(Language::En, from, to), en);
        }
    }

    #[test]
    fn english_says_what_the_words_of_the_report_mean() {
        let said = |quantity: &Quantity| super::quantity(Language::En, quantity).to_string();
        let over = Quantity::worded("trên 14.000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(said(&over), "over\u{a0}14,000");
        let bound = |value: i64, open| Some(Bound { value: value.into(), open });
        let nearly = Interval::new(None, bound(95_000, true)).unwrap();
        assert_eq!(said(&Quantity::worded("gần 95.000", Scale::Count, nearly)), "nearly\u{a0}95,000");
        let printed = Quantity::as_rounded("15.4".parse().unwrap(), 1);
        assert_eq!(said(&Quantity::worded("15,4%", Scale::Percent, printed)), "15.4%");
        let near = crate::model::quantity::Approximate { from: 600.into(), to: 700.into() };
        assert_eq!(said(&Quantity::about("khoảng 600 - 700", Scale::Count, near)), "about\u{a0}600–700");
        let kept = said(&Quantity::kept("tăng 5 lần", Scale::Times));
        assert_eq!(kept, crate::render::foreign::vietnamese(Language::En, "tăng 5 lần"));
    }

    #[test]
    fn a_state_somewhere_in_a_span_is_no_flow() {
        let span =
            |from, to| Period::new(Day::new(2024, from, 1).unwrap(), Period::month(2024, to).unwrap().to());
        for (from, to, vi, en) in [
            (2, 4, "một thời điểm từ tháng 2 đến tháng 4/2024", "some time between February and April 2024"),
            (
                1,
                9,
                "một thời điểm trong 9 tháng đầu năm 2024",
                "some time between January and September 2024",
            ),
            (2, 2, "tháng 2/2024", "February 2024"),
            (4, 6, "quý II năm 2024", "Q2 2024"),
            (1, 12, "năm 2024", "2024"),
        ] {
            let time = span(from, to).unwrap();
            assert_eq!(
                (when(Language::Vi, Measure::Stock, time), when(Language::En, Measure::Stock, time)),
                (vi.into(), en.into())
            );
            for flow in [Measure::Flow, Measure::NetChange] {
                assert_eq!(when(Language::Vi, flow, time), period(Language::Vi, time));
            }
        }
        let time = span(2, 4).unwrap();
        assert_eq!(short_when(Language::En, Measure::Stock, time), "some time between Feb and Apr 2024");
    }

    #[test]
    fn the_qualifier_is_never_lost() {
        let over = Quantity::worded("trên 14.000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(
            quantity(Language::Vi, &over),
            Words { qualifier: "trên".to_owned(), number: "14.000".to_owned() }
        );
        let range = Quantity::worded("5-7", Scale::Count, interval_of(5, 7));
        assert_eq!(quantity(Language::Vi, &range).to_string(), "5–7");
        let sign = Quantity::worded(">14000", Scale::Count, Interval::more_than(14_000.into()));
        assert_eq!(quantity(Language::Vi, &sign).to_string(), "trên\u{a0}14.000");
    }

    fn interval_of(low: i64, high: i64) -> Interval {
        let bound = |value: i64| Some(Bound { value: value.into(), open: false });
        Interval::new(bound(low), bound(high)).unwrap()
    }

    #[test]
    fn changes_have_a_direction() {
        assert_eq!(change(Language::Vi, &Interval::exact(115.into())), "tăng 115");
        assert_eq!(change(Language::Vi, &Interval::exact((-3).into())), "giảm 3");
        assert_eq!(change(Language::Vi, &Interval::exact(0.into())), "không đổi");
    }
}
