//! What the built-in lexicon finds in the sentences that notes are made of.

use super::super::fixture::found;
use super::*;

fn check(cases: &[(&str, &str)]) {
    let lexicon = Lexicon::built_in().unwrap();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let links = found(&lexicon, text);
            (links != *expected).then(|| format!("{text}: {links}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn short_gamma_is_found_by_all_its_names() {
    check(&[
        (
            "dealers are short gamma",
            "market-maker=dealers short-gamma=short gamma",
        ),
        ("交易商做空伽马", "market-maker=交易商 short-gamma=做空伽马"),
        ("空頭Gamma部位", "short-gamma=空頭Gamma positioning=部位"),
        ("指数处于负伽马区间", "short-gamma=负伽马"),
        ("市场呈现净 Short Gamma 状态", "short-gamma=净 Short Gamma"),
        ("做空伽瑪", "short-gamma=做空伽瑪"),
    ]);
}

#[test]
fn each_region_has_its_own_word() {
    check(&[
        ("收益率", "yield=收益率"),
        ("殖利率", "yield=殖利率"),
        ("期权", "option=期权"),
        ("選擇權", "option=選擇權"),
        ("美联储", "federal-reserve=美联储"),
        ("聯準會", "federal-reserve=聯準會"),
        ("通胀", "inflation=通胀"),
        ("通膨", "inflation=通膨"),
        ("杠杆", "leverage=杠杆"),
        ("槓桿", "leverage=槓桿"),
        ("回撤", "drawdown=回撤"),
        ("回檔", "drawdown=回檔"),
        ("对冲基金", "hedge-fund=对冲基金"),
        ("避險基金", "hedge-fund=避險基金"),
    ]);
}

#[test]
fn the_longest_concept_wins() {
    check(&[
        ("收益率曲线倒挂", "curve-inversion=收益率曲线倒挂"),
        ("杠杆ETF再平衡", "leveraged-etf-rebalancing=杠杆ETF再平衡"),
        ("隔夜逆回购余额", "reverse-repo-facility=隔夜逆回购余额"),
        ("回购静默期", "buyback-blackout=回购静默期"),
        ("vol-control funds", "vol-control=vol-control"),
        ("bull steepener", "bull-steepener=bull steepener"),
    ]);
}

#[test]
fn the_index_is_found_by_all_its_names() {
    check(&[
        ("SPX", "SPX=SPX"),
        ("the S&P 500", "SPX=S&P 500"),
        ("标普500指数", "SPX=标普500指数"),
        ("标普 500 指数", "SPX=标普 500 指数"),
        ("標普500", "SPX=標普500"),
    ]);
}

#[test]
fn a_share_is_found_by_name_and_ticker() {
    check(&[
        ("$NVDA", "NVDA=$NVDA"),
        ("NVDA", "NVDA=NVDA"),
        ("英伟达", "NVDA=英伟达"),
        ("輝達", "NVDA=輝達"),
        ("NVDA.O", "NVDA=NVDA.O"),
        ("NASDAQ: NVDA", "NVDA=NVDA"),
    ]);
}

#[test]
fn words_that_are_tickers_too_stay_words() {
    check(&[
        ("ALL of IT is ON NOW", ""),
        ("$ALL and $IT", "ALL=$ALL IT=$IT"),
        ("(NYSE: ALL)", "ALL=ALL"),
        ("ServiceNow (NOW)", "NOW=ServiceNow NOW=NOW"),
    ]);
}

#[test]
fn fruit_and_holidays_are_no_links() {
    check(&[
        ("黄金周出行人次创新高", "all-time-high=创新高"),
        ("孩子爱吃苹果", ""),
        ("苹果树开花了", ""),
        ("苹果股价下跌", "AAPL=苹果"),
        ("黄金大涨", "XAU=黄金"),
    ]);
}

#[test]
fn a_gap_is_one_of_prices() {
    check(&[
        ("没有填补周四的缺口", "price-gap=缺口"),
        ("電力缺口擴大", ""),
        ("供需缺口", ""),
    ]);
}

#[test]
fn han_words_that_hold_a_name_by_chance_are_passed_over() {
    check(&[
        ("长期权益", ""),
        ("今日债市", "bond=债市"),
        ("百分点差距", ""),
        ("拉斯维加斯", ""),
        ("won in Vegas", ""),
        ("国际货币基金组织", ""),
        ("一家总部位于纽约的公司", ""),
        (
            "台積電等權值股走弱",
            "2330.TW=台積電 index-heavyweights=權值股",
        ),
        ("平等权利", ""),
        ("加强美元", ""),
        ("水平值", ""),
        ("解放日报", ""),
    ]);
}

#[test]
fn a_verb_is_no_central_bank() {
    check(&[
        ("trend fed the move", ""),
        ("the Fed paused", "federal-reserve=Fed"),
        ("a stir, and STIR futures", "stir=STIR futures"),
    ]);
}

#[test]
fn tenors_are_yields_beside_words_of_the_bond_market() {
    check(&[
        ("十年期收益率升了", "US10Y=十年期收益率"),
        ("十年期殖利率與兩年期", "US10Y=十年期殖利率 US2Y=兩年期"),
        ("做多三十年期美债", "US30Y=三十年期美债"),
        ("三十年期没有动", ""),
        ("五年期计划", ""),
        ("德国10年期收益率", "yield=收益率"),
        (
            "日本三十年期和美债",
            "JP30Y=日本三十年期 us-treasuries=美债",
        ),
        ("30年期房贷与美债", "us-treasuries=美债"),
        (
            "Tens rose 9 bp, twos 3",
            "US10Y=Tens basis-point=bp US2Y=twos",
        ),
        (
            "tens of billions, while the ten-year fell 9 bps",
            "US10Y=ten-year basis-point=bps",
        ),
        ("ten years of curve trades", "yield-curve=curve trades"),
        ("the ten-year plan", ""),
        (
            "2s30s from 74, twos-tens from 43",
            "yield-curve=2s30s yield-curve=twos-tens",
        ),
    ]);
}

#[test]
fn an_inversion_is_of_what_the_text_speaks_of() {
    check(&[
        ("VIX倒挂", "VIX=VIX volatility-term-structure=倒挂"),
        ("殖利率倒掛", "curve-inversion=殖利率倒掛"),
        ("利差仍在倒挂", "yield-spread=利差 curve-inversion=倒挂"),
        ("批零价格倒挂", ""),
        (
            "the VIX is inverted",
            "VIX=VIX volatility-term-structure=inverted",
        ),
        ("yields stay inverted", "curve-inversion=inverted"),
        ("inverted commas", ""),
        ("利率的期限结构", "interest-rate=利率 yield-curve=期限结构"),
        ("陡峭的正向结构", "contango=正向结构"),
    ]);
}

#[test]
fn short_words_of_desks_need_their_trade_beside_them() {
    check(&[
        (
            "risk parity cut its gross",
            "risk-parity=risk parity gross-exposure=gross",
        ),
        ("gross margin of shorts", "profit-margin=gross margin"),
        (
            "gross fell, net held, longs led",
            "gross-exposure=gross net-exposure=net",
        ),
        ("twice the net", ""),
        ("Companies are in blackout", "buyback-blackout=blackout"),
        ("a blackout hit Spain", ""),
        ("多头拥挤", "crowding=拥挤"),
        ("地铁拥挤", ""),
        ("黄金保证金上调", "XAU=黄金 margin=保证金"),
        ("租房保证金", ""),
        ("等权指数的宽度", "equal-weight=等权指数 breadth=宽度"),
        ("布林带宽度与指数", "bollinger-bands=布林带"),
        ("周二软件，周三赢家", "software-stocks=软件"),
        ("卸载这款软件", ""),
        ("套息平仓，日元走强", "carry-trade=套息平仓 USDJPY=日元"),
        ("日元汇率与日元融资", "USDJPY=日元汇率 USDJPY=日元"),
        ("花了3000日元", ""),
        (
            "比特币矿工与黄金矿工",
            "bitcoin-miner=比特币矿工 mining-stocks=黄金矿工",
        ),
        ("煤矿工人与比特币", "BTC=比特币"),
        ("期权的到期日", "option=期权 option-expiry=到期日"),
        ("保单到期日与期权", "option=期权"),
    ]);
}

#[test]
fn a_link_says_what_the_sentence_means() {
    check(&[
        ("由零售ETF接走", "etf=ETF"),
        ("纳指的期限结构", "NDX=纳指"),
        ("纳斯达克综合指数", "IXIC=纳斯达克综合指数"),
        ("采纳指南", ""),
        ("满仓做空", "short-selling=做空"),
        ("顺势交易六十亿", ""),
        ("净头寸每天变", "positioning=头寸"),
        ("没有近端现金流", "cash-flow=现金流"),
        ("用黄金做收益增强", "XAU=黄金"),
        ("winners and losers", ""),
        ("a growth scare", "growth-scare=growth scare"),
        ("年化标准差", ""),
        ("跌了三个标准差", "sigma-move=个标准差"),
        ("相对市值加权", "cap-weighting=市值加权"),
        ("股债相关维持在负值", "stock-bond-correlation=股债相关"),
        ("同一个风险预算", "risk-budget=风险预算"),
        ("港股没有跟", "hong-kong-stocks=港股"),
    ]);
}

#[test]
fn one_word_of_two_markets_is_read_by_what_stands_beside_it() {
    check(&[
        (
            "高殖利率的金融股",
            "high-dividend-stocks=高殖利率 bank-stocks=金融股",
        ),
        ("高殖利率股", "high-dividend-stocks=高殖利率股"),
        ("公債高殖利率難再現", "yield=殖利率"),
        (
            "自營商避險部位",
            "proprietary-dealers=自營商 hedging=避險部位",
        ),
        ("資金湧向避險", "risk-off=避險"),
        ("規避險阻", ""),
        (
            "台股融資大減，散戶離場",
            "taiwan-stocks=台股 margin-trading=融資 retail-investors=散戶",
        ),
        ("新创企业融资", ""),
        ("台股失守月線", "taiwan-stocks=台股 moving-average=月線"),
        ("手机月线套餐", ""),
        (
            "外資賣超台積電",
            "foreign-investors=外資 net-buying=賣超 2330.TW=台積電",
        ),
        ("海外资产与额外资金", ""),
        ("金融券商", ""),
        ("投信认养，信托业投信托", "investment-trusts=投信认养"),
    ]);
}

#[test]
fn words_that_hold_a_new_name_by_chance_are_passed_over() {
    check(&[
        ("今日股价", ""),
        ("平台股东", ""),
        ("手游资源与旅游资讯", ""),
        ("毛利率高于同业", "profit-margin=毛利率"),
        ("每当冲突升级", ""),
        ("行动能力和自动量产", ""),
        ("上涨动能减弱", "momentum=上涨动能"),
        ("身体部位", ""),
        ("期货部位", "futures=期货 positioning=部位"),
        ("城市值得一去", ""),
        ("市值缩水", "market-capitalisation=市值"),
        ("碳排放量与台股", "taiwan-stocks=台股"),
        ("东南亚的塑化厂", "old-economy-stocks=塑化"),
        ("台塑四寶中南亞最強", "1301.TW=台塑 1303.TW=南亞"),
        ("其中钢铁业", ""),
        ("王阳明与阳明山", ""),
    ]);
}

#[test]
fn a_number_is_the_code_of_a_share_beside_its_name_or_with_its_sign() {
    check(&[
        ("台積電（2330）", "2330.TW=台積電 2330.TW=2330"),
        ("2330.TW", "2330.TW=2330.TW"),
        ("成交2330張", ""),
        ("加碼0050與00981A", "00981A.TW=00981A"),
    ]);
    let lexicon = Lexicon::built_in().unwrap();
    for (code, id) in [
        ("2330", "2330.TW"),
        ("0050", "0050.TW"),
        ("2454", "2454.TW"),
    ] {
        let owner = Target::Instrument(id.into());
        assert_eq!(lexicon.resolve(code), [owner], "{code}");
    }
}

#[test]
fn bare_tickers_that_are_words_elsewhere_need_their_context() {
    check(&[
        ("TME and ADI are enzymes", ""),
        ("$URA", "URA=$URA"),
        ("RSP led SPY", "RSP=RSP SPY=SPY"),
        ("RSP packets", ""),
        ("ES futures fell", "ES=ES futures"),
        ("ES modules", ""),
    ]);
}

#[test]
fn the_cues_of_the_panels_reach_their_panel() {
    let lexicon = Lexicon::built_in().unwrap();
    for (panel, cues) in [
        (
            "cta-trend",
            "CTA|stop-in|max short|趋势跟踪|触发价|止损买入",
        ),
        (
            "vol-control",
            "vol control|target vol|re-leveraging|波动率控制|目標波動率|再加槓桿",
        ),
        ("leveraged-etf-flow", "EOD to sell|杠杆ETF再平衡|尾盤賣壓"),
        ("variance-risk-premium", "VRP|隐含波动率|波動率溢酬"),
        (
            "single-stock-vol-ratio",
            "single-stock vol|个股波动|個股波動",
        ),
        ("risk-parity", "risk parity gross|风险平价|風險平價"),
        (
            "correlation-dispersion",
            "dispersion|correlation|离散度|相關性",
        ),
        (
            "factor-momentum",
            "momentum unwind|factor shock|动量崩溃|因子衝擊",
        ),
        ("breadth", "breadth|equal weight|市场宽度|等權"),
        ("illiquidity", "illiquidity|market depth|流动性枯竭"),
        ("var-shock", "VaR shock|VaR冲击|VaR衝擊"),
        ("fund-beta", "净敞口|總曝險"),
        ("curve-regime", "bull steepener|熊陡|期限溢酬|實質利率"),
        ("price-structure", "100dma|百日均線|缺口|drawdown|回檔"),
        (
            "realised-volatility",
            "realised vol|已实现波动率|實際波動率",
        ),
    ] {
        for cue in cues.split('|') {
            let found = lexicon.find(cue);
            let reached = found.iter().find_map(|(target, _)| match target {
                Target::Concept(id) => lexicon.concept(id.as_str())?.panel.as_deref(),
                Target::Instrument(_) => None,
            });
            assert_eq!(reached, Some(panel), "{cue}");
        }
    }
}

#[test]
fn every_other_cue_is_found() {
    let lexicon = Lexicon::built_in().unwrap();
    for (id, cues) in [
        ("risk-parity", "risk parity gross|风险平价|風險平價"),
        ("long-gamma", "long gamma|正伽马|正Gamma"),
        ("gamma-flip", "gamma flip|翻转点|翻轉點"),
        ("pin-risk", "行权价磁吸|履約價磁吸"),
        ("put-skew", "put skew|看跌偏斜|賣權偏斜"),
        ("call-skew", "call skew|看涨偏斜|買權偏斜"),
        ("risk-reversal", "risk reversal|风险逆转|風險逆轉"),
        ("dispersion", "dispersion|离散度|離散度"),
        ("correlation", "correlation|相关性|相關性"),
        (
            "momentum-crash",
            "momentum unwind|momentum crash|动量崩溃|動量崩潰",
        ),
        ("factor", "factor shock|因子冲击|因子衝擊"),
        ("sigma-move", "个标准差|三個標準差|sigma move"),
        ("breadth", "breadth|市场宽度|市場寬度"),
        ("equal-weight", "equal weight|等权|等權"),
        ("cut-probability", "cuts priced|降息概率|降息定价|降息機率"),
        ("market-depth", "market depth|市场深度|市場深度"),
        ("illiquidity", "illiquidity|流动性枯竭|流動性枯竭"),
        ("var-shock", "VaR shock|VaR冲击|VaR衝擊"),
        ("de-grossing", "degrossing|de-gross"),
        ("net-exposure", "净敞口|淨曝險"),
        ("gross-exposure", "总敞口|總曝險"),
        ("nonfarm-payrolls", "NFP|非农|非農"),
        ("sahm-rule", "Sahm rule|萨姆法则|薩姆法則"),
        ("inflation", "3m annualised|三月年化"),
        ("treasury-general-account", "TGA|财政部账户|財政部帳戶"),
        ("reverse-repo-facility", "RRP|逆回购|逆回購"),
        ("reserves", "准备金|準備金"),
        ("option-adjusted-spread", "OAS"),
        ("option-expiry", "opex|期权到期|選擇權到期"),
        ("notional", "名义本金|名目本金"),
        ("put-call-ratio", "put/call"),
        ("liquidation", "liquidations|爆仓|爆倉"),
        ("software-stocks", "软件股|軟體股"),
        ("buyback", "buyback window|回购窗口|回購窗口"),
        ("buyback-blackout", "blackout window|静默期|緘默期"),
        ("call-spread", "call spread|看涨价差|買權價差"),
        ("put-spread", "put spread|看跌价差|賣權價差"),
    ] {
        for cue in cues.split('|') {
            let found = lexicon.find(cue);
            let ids: Vec<&str> = found.iter().map(|(target, _)| target.id()).collect();
            assert_eq!(ids, [id], "{cue}");
        }
    }
}
