//! Words that several readings share.

use crate::model::Term;

pub(super) const CLOSE: Term = Term::new("Close", "收盘价", "收盤價");
pub(super) const WINDOW: Term = Term::new("Window, days", "窗口(日)", "窗口(日)");
pub(super) const HORIZON: Term = Term::new("Over, days", "期间(日)", "期間(日)");
pub(super) const LEVEL: Term = Term::new("Level", "价位", "價位");
pub(super) const PRICE: Term = Term::new("Price", "价格", "價格");
pub(super) const DISTANCE: Term = Term::new("Distance", "距现价", "距現價");
pub(super) const SIGMAS: Term = Term::new("In daily sigmas", "折合日波动(σ)", "折合日波動(σ)");
pub(super) const DATE: Term = Term::new("Date", "日期", "日期");
pub(super) const PERCENTILE: Term = Term::new("Percentile", "百分位", "百分位");
pub(super) const CHANGE: Term = Term::new("Change", "变动", "變動");
pub(super) const STATE: Term = Term::new("State", "状态", "狀態");
pub(super) const RV21: Term = Term::new(
    "Realised volatility, 21 days",
    "21日已实现波动率",
    "21日已實現波動率",
);
pub(super) const ASSETS: Term =
    Term::new("Assets under management", "资产管理规模", "資產管理規模");
pub(super) const TARGET: Term = Term::new("Target volatility", "目标波动率", "目標波動率");
pub(super) const CAP: Term = Term::new("Cap", "上限", "上限");
pub(super) const ON_RECORD: Term =
    Term::new("largest on record", "有记录以来最大", "有紀錄以來最大");
