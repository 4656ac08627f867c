//! Where in the app a person is: a route and its address are two forms of one thing.

mod trainer;

use std::fmt;

pub use trainer::{StudioPage, TrainerPage};

use super::id::{CategoryId, CompetencyId, MomentName, PrincipleId, SessionId};

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `#/`
    Home,
    /// `#/practice?…`: a session; what stands behind the question mark is its plan.
    Practice(String),
    /// `#/attempt/<id>`: one of my own attempts, answer by answer.
    Attempt(SessionId),
    /// `#/library`
    Library,
    /// `#/scenario/<pack>/<id>`: one moment of the library.
    Scenario(MomentName),
    /// `#/framework`
    Framework,
    /// `#/framework/<id>`: one competency, category or principle.
    FrameworkItem(FrameworkItem),
    /// `#/result/<code>`: a shared result; what stands there is its code, as it stood.
    Result(String),
    /// `#/progress`
    Progress,
    /// `#/diary`, or `#/diary?moment=<pack>/<id>` to write about that moment.
    Diary(Option<MomentName>),
    /// `#/trainer`, and all that is below it, as it stood: which page it is, [`TrainerPage`] knows,
    /// and no learner waits for that.
    Trainer(String),
    /// `#/settings`
    Settings,
    /// `#/about`
    About,
    /// Any other address, as it stood.
    NotFound(String),
}

/// A part of the framework that has a page, or a place on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameworkItem {
    /// `VIII.1`
    Competency(CompetencyId),
    /// `VIII`
    Category(CategoryId),
    /// `voluntary`
    Principle(PrincipleId),
}

impl Route {
    /// The route of an address's fragment, with or without its `#`.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let found = match parts.as_slice() {
            [] => Some(Self::Home),
            ["practice"] => Some(Self::Practice(query.to_owned())),
            ["attempt", id] => id.parse().ok().map(Self::Attempt),
            ["library"] => Some(Self::Library),
            ["scenario", pack, id] => format!("{pack}/{id}").parse().ok().map(Self::Scenario),
            ["framework"] => Some(Self::Framework),
            ["framework", id] => FrameworkItem::parse(id).map(Self::FrameworkItem),
            ["result", code] => Some(Self::Result((*code).to_owned())),
            ["progress"] => Some(Self::Progress),
            ["diary"] => Some(Self::Diary(moment_in(query))),
            ["trainer", ..] => text
                .trim_start_matches('/')
                .strip_prefix("trainer")
                .map(|below| Self::Trainer(below.to_owned())),
            ["settings"] => Some(Self::Settings),
            ["about"] => Some(Self::About),
            _ => None,
        };
        found.unwrap_or_else(|| Self::NotFound(text.to_owned()))
    }

    /// The address, as a link's `href`: `#/library`.
    #[must_use]
    pub fn href(&self) -> String {
        format!("#{self}")
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Practice(query) if query.is_empty() => f.write_str("/practice"),
            Self::Practice(query) => write!(f, "/practice?{query}"),
            Self::Attempt(id) => write!(f, "/attempt/{id}"),
            Self::Library => f.write_str("/library"),
            Self::Scenario(moment) => write!(f, "/scenario/{moment}"),
            Self::Framework => f.write_str("/framework"),
            Self::FrameworkItem(item) => write!(f, "/framework/{item}"),
            Self::Result(code) => write!(f, "/result/{code}"),
            Self::Progress => f.write_str("/progress"),
            Self::Diary(None) => f.write_str("/diary"),
            Self::Diary(Some(moment)) => write!(f, "/diary?{MOMENT}={moment}"),
            Self::Trainer(below) => write!(f, "/trainer{below}"),
            Self::Settings => f.write_str("/settings"),
            Self::About => f.write_str("/about"),
            Self::NotFound(text) => f.write_str(text),
        }
    }
}

/// In the query of the diary's address: the moment to write about.
const MOMENT: &str = "moment";

fn moment_in(query: &str) -> Option<MomentName> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, name) = pairs.find(|(key, _)| *key == MOMENT)?;
    name.parse().ok()
}

impl FrameworkItem {
    /// A competency's id has a dot, a category's begins with a capital, a principle's is a slug.
    fn parse(id: &str) -> Option<Self> {
        if let Ok(competency) = id.parse() {
            return Some(Self::Competency(competency));
        }
        if id.starts_with(|c: char| c.is_ascii_uppercase()) {
            return id.parse().ok().map(Self::Category);
        }
        id.parse().ok().map(Self::Principle)
    }
}

impl fmt::Display for FrameworkItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Competency(id) => id.fmt(f),
            Self::Category(id) => id.fmt(f),
            Self::Principle(id) => id.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of route beside its one address.
    fn table() -> Vec<(Route, &'static str)> {
        vec![
            (Route::Home, "#/"),
            (Route::Practice(String::new()), "#/practice"),
            (
                Route::Practice("n=5&seed=a".into()),
                "#/practice?n=5&seed=a",
            ),
            (
                Route::Attempt("1b4e28ba-2fa1-4d3b-883f-0016d3cca427".parse().unwrap()),
                "#/attempt/1b4e28ba-2fa1-4d3b-883f-0016d3cca427",
            ),
            (Route::Library, "#/library"),
            (
                Route::Scenario("everyday/late-call".parse().unwrap()),
                "#/scenario/everyday/late-call",
            ),
            (Route::Framework, "#/framework"),
            (
                Route::FrameworkItem(FrameworkItem::Competency("VIII.1".parse().unwrap())),
                "#/framework/VIII.1",
            ),
            (
                Route::FrameworkItem(FrameworkItem::Category("VIII".parse().unwrap())),
                "#/framework/VIII",
            ),
            (
                Route::FrameworkItem(FrameworkItem::Principle("voluntary".parse().unwrap())),
                "#/framework/voluntary",
            ),
            (Route::Result("1.AbC-_9".into()), "#/result/1.AbC-_9"),
            (Route::Progress, "#/progress"),
            (Route::Diary(None), "#/diary"),
            (
                Route::Diary(Some("everyday/late-call".parse().unwrap())),
                "#/diary?moment=everyday/late-call",
            ),
            (TrainerPage::Hub.into(), "#/trainer"),
            (TrainerPage::Assign.into(), "#/trainer/assign"),
            (TrainerPage::Try(None).into(), "#/trainer/try"),
            (
                TrainerPage::Try(Some("my packs/one&two.json".into())).into(),
                "#/trainer/try?from=my%20packs/one%26two.json",
            ),
            (TrainerPage::Publish.into(), "#/trainer/publish"),
            (Route::Trainer("/no/such?x".into()), "#/trainer/no/such?x"),
            (Route::Settings, "#/settings"),
            (Route::About, "#/about"),
            (Route::NotFound("/no/such/page".into()), "#/no/such/page"),
        ]
    }

    #[test]
    fn each_route_and_its_address_are_inverse() {
        for (route, address) in table() {
            assert_eq!(route.href(), address);
            assert_eq!(Route::parse(address), route);
        }
    }

    #[test]
    fn addresses_are_forgiven_small_things() {
        for (address, route) in [
            ("", Route::Home),
            ("#", Route::Home),
            ("/library/", Route::Library),
            ("#//about", Route::About),
            ("#//trainer", TrainerPage::Hub.into()),
            // What mail programs and networks hang on is not of the code.
            ("#/result/1.AbC?fbclid=x", Route::Result("1.AbC".into())),
            ("#/result/1.AbC/", Route::Result("1.AbC".into())),
            // The diary is worth opening, whatever it was to be about.
            ("#/diary?moment=No Such", Route::Diary(None)),
            (
                "#/diary/?fbclid=x&moment=everyday/late-call",
                Route::Diary(Some("everyday/late-call".parse().unwrap())),
            ),
        ] {
            assert_eq!(Route::parse(address), route, "{address}");
        }
    }

    #[test]
    fn a_malformed_id_is_not_found() {
        for address in [
            "#/scenario/everyday/Late Call",
            "#/attempt/..",
            "#/framework/%00",
            "#/result",
            "#/result/1.A/b",
            "#/trainers",
        ] {
            assert!(
                matches!(Route::parse(address), Route::NotFound(_)),
                "{address}"
            );
        }
    }
}
