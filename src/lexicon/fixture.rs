//! Two small tables for the tests of this module, one entry for each rule.

use super::Lexicon;

pub(super) const CONCEPTS: &str = "
- id: short-gamma
  en: [short gamma, negative gamma]
  zh_hans: [做空伽马, 负伽马, 负gamma]
  zh_hant: [做空Gamma, 空頭Gamma]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
  related: [vol-control]
- id: vol-control
  en: [vol control, target vol, re-leveraging]
  zh_hans: [波动率控制]
  zh_hant: [波動率控制]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
  panel: vol-control
- id: yield
  en: [bond yield]
  zh_hans: [收益率]
  zh_hant: [殖利率]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
- id: curve-inversion
  en: [inverted curve]
  zh_hans: [收益率曲线倒挂]
  zh_hant: [殖利率曲線倒掛]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
- id: federal-reserve
  en: [Fed, Federal Reserve]
  zh_hans: [美联储]
  zh_hant: [聯準會]
  capitals: true
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
- id: vix
  en: [VIX]
  zh_hans: [恐慌指数]
  zh_hant: [恐慌指數]
  ambiguous: true
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
";

pub(super) const INSTRUMENTS: &str = "
- {id: SPX, class: index, en: [S&P 500, S&P], zh_hans: [标普500, 标普500指数], zh_hant: [標普500], symbols: [^GSPC]}
- {id: VIX, class: volatility, en: [VIX], zh_hans: [VIX指数], zh_hant: [VIX指數]}
- {id: NVDA, class: equity, en: [Nvidia], zh_hans: [英伟达], zh_hant: [輝達], currency: USD}
- {id: AAPL, class: equity, en: [Apple], zh_hans: [苹果], zh_hant: [蘋果],
   not_in: [苹果醋, 吃苹果], needs_context: [股价, iPhone, shares]}
- {id: XAU, class: commodity, en: [gold], zh_hans: [黄金], zh_hant: [黃金], not_in: [黄金周, 黄金分割, gold standard]}
- {id: NOW, class: equity, en: [ServiceNow], zh_hans: [ServiceNow], zh_hant: [ServiceNow], needs_sign: true}
- {id: T, class: equity, en: [AT&T], zh_hans: [美国电话电报], zh_hant: [美國電話電報]}
- {id: 0700.HK, class: equity, en: [Tencent], zh_hans: [腾讯], zh_hant: [騰訊], symbols: ['700']}
";

pub(super) fn lexicon() -> Lexicon {
    Lexicon::from_yaml(CONCEPTS, INSTRUMENTS).unwrap()
}

/// The mentions of a text as `id=words` joined by spaces.
pub(super) fn found(lexicon: &Lexicon, text: &str) -> String {
    let found: Vec<String> = lexicon
        .find(text)
        .into_iter()
        .map(|(target, range)| format!("{}={}", target.id(), &text[range]))
        .collect();
    found.join(" ")
}
