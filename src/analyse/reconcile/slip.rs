//! Single slips of the hand: which number may have been meant by the one that was written.

use rust_decimal::Decimal;

/// What the hand did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// The dot that separates thousands was taken for a decimal point: 14 for 14.000.
    LostThousands,
    /// Three zeros too many: 14.000.000 for 14.000.
    ThousandTimes,
    /// Ten times: a zero too many.
    TenTimes,
    /// One digit was struck twice: 7736 for 736.
    Doubled,
    /// Two digits that stand side by side changed places: 763 for 736.
    Swapped,
    /// A zero was left out at the end: 73 for 730.
    LostZero,
    /// Some digit was left out: 73 for 736. Which one, is a guess.
    Dropped,
}

/// A number that may have been meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meant {
    /// The number.
    pub(super) number: Decimal,
    /// What would have turned it into the one that was written.
    pub(super) slip: Slip,
}

/// Returns every number that one slip turns into the one that was written, which is above 0; of a number
/// with decimals only those that differ by a power of ten.
pub(super) fn meant(written: Decimal) -> Vec<Meant> {
    let thousand = Decimal::ONE_THOUSAND;
    let mut all = Vec::new();
    let mut push = |number: Option<Decimal>, slip| {
        all.extend(number.filter(|number| *number != written).map(|number| Meant { number, slip }));
    };
    push(written.checked_mul(thousand), Slip::LostThousands);
    let whole = written.normalize();
    if whole.scale() > 0 {
        push(whole.checked_mul(Decimal::TEN), Slip::LostZero);
        push(whole.checked_div(Decimal::TEN), Slip::TenTimes);
        return all;
    }
    let divided = |by: Decimal| (whole % by).is_zero().then(|| whole / by);
    push(divided(thousand), Slip::ThousandTimes);
    push(divided(Decimal::TEN), Slip::TenTimes);
    let digits = whole.to_string().into_bytes();
    let number = |digits: &[u8]| {
        let text = std::str::from_utf8(digits).expect("digits are ASCII");
        (digits.first() != Some(&b'0')).then(|| Decimal::from_str_exact(text).ok()).flatten()
    };
    for n in 1..digits.len() {
        if digits[n] == digits[n - 1] {
            push(number(&[&digits[..n], &digits[n + 1..]].concat()), Slip::Doubled);
        } else {
            let mut swapped = digits.clone();
            swapped.swap(n - 1, n);
            push(number(&swapped), Slip::Swapped);
        }
    }
    push(whole.checked_mul(Decimal::TEN), Slip::LostZero);
    for n in 0..=digits.len() {
        for digit in b'0'..=b'9' {
            push(number(&[&digits[..n], &[digit], &digits[n..]].concat()), Slip::Dropped);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slips that turn `meant` into `written`.
    fn slips(written: i64, wanted: i64) -> Vec<Slip> {
        let all = meant(written.into());
        all.iter().filter(|one| one.number == Decimal::from(wanted)).map(|one| one.slip).collect()
    }

    #[test]
    fn every_single_slip_is_turned_back() {
        assert_eq!(slips(14, 14_000), [Slip::LostThousands]);
        assert_eq!(slips(14_000_000, 14_000), [Slip::ThousandTimes]);
        assert_eq!(slips(7360, 736), [Slip::TenTimes]);
        assert_eq!(slips(7736, 736), [Slip::Doubled]);
        assert_eq!(slips(763, 736), [Slip::Swapped]);
        assert_eq!(slips(73, 736), [Slip::Dropped]);
        assert_eq!(slips(36, 736), [Slip::Dropped]);
        assert_eq!(slips(73, 730)[0], Slip::LostZero);
        assert_eq!(slips(736, 763), [Slip::Swapped]);
    }

    #[test]
    fn two_slips_are_none_and_no_number_begins_with_a_zero() {
        assert!(slips(7, 736).is_empty());
        assert!(slips(637, 736).is_empty());
        assert!(meant(120.into()).iter().all(|one| one.number >= Decimal::from(12)));
        assert!(slips(10, 1).contains(&Slip::TenTimes) && !slips(10, 1).contains(&Slip::Swapped));
    }

    #[test]
    fn decimals_move_by_ten_and_by_a_thousand_only() {
        let all: Vec<String> =
            meant(Decimal::new(125, 1)).iter().map(|one| one.number.normalize().to_string()).collect();
        assert_eq!(all, ["12500", "125", "1.25"]);
    }
}
