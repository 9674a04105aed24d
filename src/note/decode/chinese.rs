//! Which of the Chinese encodings short texts are in.
//!
//! The detector weighs pairs of characters, of which a title of ten has few: it takes GBK for
//! Korean, Big5 for Japanese, either for Western. Read in the wrong encoding, Chinese becomes
//! characters that hardly anyone uses, so the share of everyday ones decides.

use encoding_rs::{BIG5, Encoding, GBK};

use crate::text::script::is_han;

/// Characters of everyday and of markets, in both scripts.
const EVERYDAY: &str = "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會\
可主发發年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里裡\
如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天\
政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么麼利比或但质質气氣第向道命此\
变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總\
次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别別她手角期根论論运運\
农農指几幾九区區强強放决決西被干做必战戰先回则則任取据據处處队隊南给給色光门門即保治北造百规規热熱领領七海\
口东東导導器压壓志世金增争爭济濟阶階油思术術极極交受联聯什认認六共权權收证證改清美再采採转轉更单單风風切打\
白教速花带帶安场場身车車例真务務具万萬每目至达達走积積示议議声聲报報完类類八离離华華名确確才科张張信马馬节節\
话話米整空元况況今集温溫传傳土许許步群广廣石记記需段研界拉林律叫且究观觀越织織装裝影算低持音众眾书書布复複\
容儿兒须須际際商非验驗连連断斷深难難近矿礦千周週委素技备備半办辦青省列习習响響约約支般史感劳勞便团團往酸历歷\
市克何除消构構府称稱太准準精值号號率族维維划劃选選标標写寫存候毛亲親快效斯院查江型眼王按格养養易置派层層片始\
却卻专專状狀育厂廠京识識适適属屬圆圓包火住调調满滿县縣局照参參红紅细細引听聽该該铁鐵价價严嚴首底液官德随隨\
病苏蘇失尔爾死讲講配女黄黃推显顯谈談罪神艺藝呢席含企望密批营營项項防举舉球英氧势勢告李台臺落木帮幫轮輪破亚亞\
师師围圍注远遠字材排供河态態封另施减減树樹溶怎止案言士均武固叶葉鱼魚波视視仅僅费費紧緊爱愛左章早朝害续續\
轻輕服试試食充兵源判护護司足某练練差致板田降黑犯负負击擊范範继繼兴興似余餘坚堅曲输輸修故城夫够夠送笔筆船占\
右财財吃富春职職觉覺汉漢画畫功巴跟虽雖杂雜飞飛检檢吸助升阳陽互初创創抗考投坏壞策古径徑换換未跑留钢鋼曾端责責\
站简簡述钱錢副尽盡帝射草冲衝承独獨令限阿宣环環双雙请請超微让讓控州良轴軸找否纪紀益依优優顶頂础礎载載倒房突\
股票债債券涨漲跌盘盤货貨币幣涌湧贷貸膨胀脹息补補缺仓倉期权權买買卖賣空单單短篇题題句";

/// Bytes beyond which the detector is trusted.
const SHORT: usize = 400;

/// The encoding of a text, given the detector's guess.
pub(super) fn settle(bytes: &[u8], guess: &'static Encoding) -> &'static Encoding {
    if bytes.len() > SHORT {
        return guess;
    }
    let readings = [GBK, BIG5].map(|encoding| (share(bytes, encoding), encoding));
    let best = readings.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        // More than half of the characters, where a wrong reading makes a tenth of them.
        Some((share, encoding)) if share > 0.5 => encoding,
        _ => guess,
    }
}

/// The share of everyday characters among the Han characters of a reading, which must be most of
/// what is not ASCII; nothing where the bytes do not fit.
fn share(bytes: &[u8], encoding: &'static Encoding) -> f64 {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return 0.0;
    };
    let (mut everyday, mut han, mut others) = (0_u32, 0_u32, 0_u32);
    for character in text.chars().filter(|c| !c.is_ascii()) {
        if is_han(character) {
            han += 1;
            everyday += u32::from(EVERYDAY.contains(character));
        } else {
            others += u32::from(character.is_alphabetic());
        }
    }
    if han <= others {
        return 0.0;
    }
    f64::from(everyday) / f64::from(han)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_KR, SHIFT_JIS, WINDOWS_1252};

    use super::*;

    #[test]
    fn everyday_characters_decide() {
        for (text, encoding) in [("收盘走高", GBK), ("收盤走高", BIG5), ("做市商", GBK)]
        {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(settle(&bytes, WINDOWS_1252), encoding, "{text}");
        }
    }

    #[test]
    fn other_languages_keep_the_guess() {
        for (text, encoding) in [
            ("오늘 시장은 하락했습니다.", EUC_KR),
            ("きょうの市場は下落しました。", SHIFT_JIS),
            ("Société Générale", WINDOWS_1252),
        ] {
            let (bytes, ..) = encoding.encode(text);
            assert_eq!(settle(&bytes, encoding), encoding, "{text}");
        }
    }
}
