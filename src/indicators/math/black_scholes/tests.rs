use proptest::prelude::*;

use super::*;

const BOTH: [OptionKind; 2] = [OptionKind::Call, OptionKind::Put];

fn spot(price: f64, rate: f64, paid: f64) -> Underlying {
    Underlying {
        price,
        rate,
        carry: Carry::Yield(paid),
    }
}

fn option(kind: OptionKind, strike: f64, years: f64) -> Contract {
    Contract {
        kind,
        strike,
        years,
    }
}

#[test]
fn a_textbook_call() {
    // Hull, Options, Futures, and Other Derivatives: 49 on 50, 5 %, 20 %, 20 weeks.
    let found = value(
        &spot(49.0, 0.05, 0.0),
        &option(OptionKind::Call, 50.0, 0.3846),
        0.2,
    )
    .unwrap();
    assert!((found.price - 2.400_461).abs() < 2e-4, "{found:?}");
    assert!((found.delta - 0.522).abs() < 5e-4);
    assert!((found.gamma - 0.066).abs() < 5e-4);
    assert!((found.vega - 12.1).abs() < 0.05);
    assert!((found.theta + 4.31).abs() < 5e-3);
    assert!((found.rho - 8.91).abs() < 5e-3);
}

#[test]
fn at_expiry_an_option_is_what_it_pays() {
    for (kind, strike, pays, delta) in [
        (OptionKind::Call, 90.0, 10.0, 1.0),
        (OptionKind::Call, 110.0, 0.0, 0.0),
        (OptionKind::Put, 110.0, 10.0, -1.0),
        (OptionKind::Put, 90.0, 0.0, 0.0),
        (OptionKind::Call, 100.0, 0.0, 0.5),
    ] {
        let found = value(&spot(100.0, 0.04, 0.0), &option(kind, strike, 0.0), 0.2).unwrap();
        assert!(
            (found.price - pays).abs() < 1e-12,
            "{kind:?} {strike}: {found:?}"
        );
        assert!((found.delta - delta).abs() < 1e-12, "{kind:?} {strike}");
        assert_eq!((found.gamma, found.vega), (0.0, 0.0));
    }
}

#[test]
fn what_makes_no_sense_has_no_value() {
    let call = option(OptionKind::Call, 100.0, 0.5);
    for (price, strike, years, volatility) in [
        (0.0, 100.0, 0.5, 0.2),
        (-1.0, 100.0, 0.5, 0.2),
        (100.0, 0.0, 0.5, 0.2),
        (100.0, 100.0, -0.1, 0.2),
        (100.0, 100.0, 0.5, -0.2),
        (f64::NAN, 100.0, 0.5, 0.2),
        (100.0, 100.0, f64::INFINITY, 0.2),
    ] {
        let contract = Contract {
            strike,
            years,
            ..call
        };
        assert_eq!(value(&spot(price, 0.04, 0.0), &contract, volatility), None);
    }
}

#[test]
fn prices_without_a_volatility() {
    let on = spot(100.0, 0.0, 0.0);
    let call = option(OptionKind::Call, 90.0, 0.5);
    for price in [9.0, -1.0, 100.0, 101.0, f64::NAN] {
        assert_eq!(implied(price, &on, &call), None, "{price}");
    }
    // So dear that only a volatility above 5 would do.
    let far = option(OptionKind::Call, 100.0, 0.01);
    assert_eq!(implied(60.0, &on, &far), None);
}

proptest! {
    #[test]
    fn calls_less_puts_are_the_forward(
        price in 1.0..1000.0_f64, moneyness in 0.5..2.0_f64, years in 0.0..3.0_f64,
        volatility in 0.01..2.0_f64, rate in -0.02..0.1_f64, paid in 0.0..0.08_f64, is_future: bool,
    ) {
        let carry = if is_future { Carry::Forward } else { Carry::Yield(paid) };
        let on = Underlying { price, rate, carry };
        let strike = price * moneyness;
        let [call, put] = BOTH.map(|kind| value(&on, &option(kind, strike, years), volatility).unwrap());
        let parity = (-rate * years).exp() * (on.forward(years) - strike);
        prop_assert!((call.price - put.price - parity).abs() < 1e-10 * price);
        prop_assert!((call.gamma - put.gamma).abs() < 1e-12);
        prop_assert!((call.odds + put.odds - 1.0).abs() < 1e-12);
    }

    #[test]
    fn dearer_with_volatility_and_falling_in_the_strike(
        strike in 50.0..200.0_f64, years in 0.02..2.0_f64, volatility in 0.02..1.5_f64, more in 1e-3..0.3_f64,
    ) {
        let on = spot(100.0, 0.03, 0.01);
        let price = |kind, strike, volatility| value(&on, &option(kind, strike, years), volatility).unwrap().price;
        for kind in BOTH {
            prop_assert!(price(kind, strike, volatility + more) >= price(kind, strike, volatility) - 1e-12);
            let wider = price(kind, strike * (1.0 + more), volatility) - price(kind, strike, volatility);
            prop_assert!(wider * side(kind) <= 1e-12);
        }
    }

    #[test]
    fn greeks_are_the_slopes_of_the_price(
        strike in 80.0..125.0_f64, years in 0.05..2.0_f64, volatility in 0.1..0.8_f64, is_future: bool,
    ) {
        let carry = if is_future { Carry::Forward } else { Carry::Yield(0.02) };
        let on = |price: f64, rate: f64| Underlying { price, rate, carry };
        for kind in BOTH {
            let price = |s: f64, r: f64, t: f64, v: f64| value(&on(s, r), &option(kind, strike, t), v).unwrap().price;
            let found = value(&on(100.0, 0.04), &option(kind, strike, years), volatility).unwrap();
            let h = 1e-4;
            let slope = |up: f64, down: f64| (up - down) / (2.0 * h);
            let base = (100.0, 0.04, years, volatility);
            let (s, r, t, v) = base;
            prop_assert!((found.delta - slope(price(s + h, r, t, v), price(s - h, r, t, v))).abs() < 1e-6);
            prop_assert!((found.vega - slope(price(s, r, t, v + h), price(s, r, t, v - h))).abs() < 1e-4);
            prop_assert!((found.theta + slope(price(s, r, t + h, v), price(s, r, t - h, v))).abs() < 1e-3);
            prop_assert!((found.rho - slope(price(s, r + h, t, v), price(s, r - h, t, v))).abs() < 1e-4);
            let bend = (price(s + 0.01, r, t, v) - 2.0 * price(s, r, t, v) + price(s - 0.01, r, t, v)) / 1e-4;
            prop_assert!((found.gamma - bend).abs() < 1e-5);
        }
    }

    #[test]
    fn the_volatility_comes_back_from_the_price(
        distance in -3.0..3.0_f64, years in 0.01..2.0_f64, volatility in 0.03..1.5_f64, rate in -0.01..0.08_f64,
    ) {
        let on = spot(100.0, rate, 0.013);
        let strike = 100.0 * (distance * volatility * years.sqrt()).exp();
        // The side out of the money, whose price is all time value.
        let kind = if strike > on.forward(years) { OptionKind::Call } else { OptionKind::Put };
        let contract = option(kind, strike, years);
        let price = value(&on, &contract, volatility).unwrap().price;
        let found = implied(price, &on, &contract).unwrap();
        prop_assert!((found - volatility).abs() < 1e-9, "{found} not {volatility}");
    }
}
