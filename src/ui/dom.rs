//! Building the page: elements and text, made once, and parts that are made anew when a signal that
//! they read changes.
//!
//! Leptos's `view!` gives every element a type of its own, and each type code of its own: a page of
//! this app came to 305 KB brotli so. Here an element is a value like any other, built by a few
//! functions that are there once; signals, effects, owners and the renderer are Leptos's own.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev::Event;
use leptos::prelude::{Owner, RenderEffect, StoredValue, untrack};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node};

use super::words::{Key, t};
use crate::shell::page::event as typed;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A part of a page: any number of elements and texts in a row.
pub struct View(Vec<Node>);

/// One element.
pub struct El(Element);

/// What can stand in an element: text, an element, a part of a page, several of these or none.
pub trait Part: Sized {
    /// Puts it behind what is in the view already.
    fn put(self, view: &mut View);

    /// Puts it behind what is in the element already.
    fn put_into(self, element: &El) {
        view(self).mount(&element.0);
    }
}

/// An HTML element.
#[inline(never)]
pub fn el(tag: &str) -> El {
    El(Rndr::create_element(tag, None))
}

/// An SVG element.
#[inline(never)]
pub fn svg_el(tag: &str) -> El {
    El(Rndr::create_element(tag, Some(SVG)))
}

/// A part that is made anew whenever a signal changes that `make` reads. What belongs to the
/// former one (its signals, its effects) is disposed of first.
pub fn dynamic<P: Part>(make: impl Fn() -> P + 'static) -> View {
    dynamic_view(Box::new(move || Some(view(make()))))
}

/// As [`dynamic`], for what depends on nothing but a value that is made of signals: it is made anew
/// when the value changes, whatever else `make` reads.
pub fn dynamic_on<K: PartialEq + 'static>(
    value: impl Fn() -> K + 'static,
    make: impl Fn(&K) -> View + 'static,
) -> View {
    // What is made outlives the runs in which the value stays the same, so it can't belong to them.
    let place = Owner::current().unwrap_or_default();
    let mut before: Option<(K, Owner)> = None;
    dynamic_view(Box::new(move || {
        let now = value();
        if before.as_ref().is_some_and(|(then, _)| *then == now) {
            return None;
        }
        let owner = place.child();
        let view = owner.with(|| untrack(|| make(&now)));
        if let Some((_, former)) = before.replace((now, owner)) {
            former.cleanup();
        }
        Some(view)
    }))
}

/// A part of a page, from whatever can be one.
pub fn view(part: impl Part) -> View {
    let mut view = View(Vec::new());
    part.put(&mut view);
    view
}

/// Several parts in a row.
macro_rules! views {
    ($($part:expr),* $(,)?) => {{
        let mut all = $crate::ui::dom::View::none();
        $($crate::ui::dom::Part::put($part, &mut all);)*
        all
    }};
}
pub(crate) use views;

impl View {
    /// Nothing.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Puts it at the end of an element.
    #[inline(never)]
    pub fn mount(self, parent: &Element) {
        for node in self.0 {
            Rndr::insert_node(parent, &node, None);
        }
    }
}

impl El {
    /// With an attribute.
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        Rndr::set_attribute(&self.0, name, value);
        self
    }

    /// With an attribute in the interface's words.
    #[inline(never)]
    pub fn worded(self, name: &str, value: Key) -> Self {
        self.attr(name, &t(value))
    }

    /// With an attribute, if there is a value.
    #[inline(never)]
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With an attribute that says something by being there.
    pub fn flag(self, name: &str, is_on: bool) -> Self {
        self.maybe(name, is_on.then_some(""))
    }

    /// With an attribute for as long as something holds.
    pub fn attr_while(
        self,
        name: &'static str,
        value: &'static str,
        holds: impl Fn() -> bool + 'static,
    ) -> Self {
        let element = self.0.clone();
        // The effect that draws parts anew sets it as well: one kind of effect weighs less than two.
        dynamic_view(Box::new(move || {
            if holds() {
                Rndr::set_attribute(&element, name, value);
            } else {
                Rndr::remove_attribute(&element, name);
            }
            None
        }));
        self
    }

    /// With these classes.
    #[inline(never)]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Calls `then` when something happens to it.
    pub fn on(self, event: &'static str, then: impl FnMut(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(then))
    }

    #[inline(never)]
    fn on_boxed(self, event: &'static str, mut then: Box<dyn FnMut(Event)>) -> Self {
        let listener = Box::new(move |told| then(typed(told)));
        // It listens for as long as the part is there that it belongs to.
        StoredValue::new_local(Rndr::add_event_listener(&self.0, event, listener));
        self
    }

    /// With something more in it.
    pub fn add(self, part: impl Part) -> Self {
        part.put_into(&self);
        self
    }

    /// As a part of a page.
    pub fn view(self) -> View {
        view(self)
    }
}

impl Part for View {
    #[inline(never)]
    fn put(self, view: &mut View) {
        view.0.extend(self.0);
    }
}

impl Part for El {
    #[inline(never)]
    fn put(self, view: &mut View) {
        view.0.push(self.0.into());
    }

    #[inline(never)]
    fn put_into(self, element: &El) {
        Rndr::insert_node(&element.0, &self.0, None);
    }
}

impl Part for &str {
    #[inline(never)]
    fn put(self, view: &mut View) {
        view.0.push(Rndr::create_text_node(self).into());
    }

    #[inline(never)]
    fn put_into(self, element: &El) {
        Rndr::insert_node(&element.0, &Rndr::create_text_node(self), None);
    }
}

impl Part for String {
    #[inline(never)]
    fn put(self, view: &mut View) {
        self.as_str().put(view);
    }

    #[inline(never)]
    fn put_into(self, element: &El) {
        self.as_str().put_into(element);
    }
}

/// The interface's words for it.
impl Part for Key {
    #[inline(never)]
    fn put(self, view: &mut View) {
        t(self).put(view);
    }

    #[inline(never)]
    fn put_into(self, element: &El) {
        t(self).put_into(element);
    }
}

impl<P: Part> Part for Option<P> {
    fn put(self, view: &mut View) {
        if let Some(part) = self {
            part.put(view);
        }
    }
}

impl<P: Part> Part for Vec<P> {
    fn put(self, view: &mut View) {
        for part in self {
            part.put(view);
        }
    }
}

/// The part stands between two empty texts, so that it can be found again whatever became of what
/// is inside. It stays as it is where `make` makes nothing.
fn dynamic_view(mut make: Box<dyn FnMut() -> Option<View>>) -> View {
    let start: Node = Rndr::create_text_node("").into();
    let end: Node = Rndr::create_text_node("").into();
    let first = Rc::new(RefCell::new(Some(View::none())));
    let (after, before, made) = (start.clone(), end.clone(), first.clone());
    let effect = RenderEffect::new(move |ran: Option<()>| {
        let Some(view) = make() else {
            return;
        };
        if ran.is_none() {
            made.replace(Some(view));
        } else {
            replace_between(&after, &before, view);
        }
    });
    // Belongs to whatever part this one is in, and ends with it.
    StoredValue::new_local(effect);
    views![
        View(vec![start]),
        first.take().unwrap_or_else(View::none),
        View(vec![end])
    ]
}

fn replace_between(start: &Node, end: &Node, view: View) {
    let Some(parent) = Rndr::get_parent(end) else {
        return;
    };
    while let Some(node) = Rndr::next_sibling(start) {
        if node == *end {
            break;
        }
        Rndr::remove(&node);
    }
    let Ok(parent) = as_element(parent) else {
        return;
    };
    for node in view.0 {
        Rndr::insert_node(&parent, &node, Some(end));
    }
}

fn as_element(node: Node) -> Result<Element, Node> {
    leptos::tachys::renderer::CastFrom::cast_from(node.clone()).ok_or(node)
}

/// Classes, and those that hold under a condition.
pub fn classes(always: &str, sometimes: &[(&str, bool)]) -> String {
    let mut classes = always.to_owned();
    for (name, holds) in sometimes {
        if *holds {
            classes.push(' ');
            classes.push_str(name);
        }
    }
    classes
}
