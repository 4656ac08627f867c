//! A counter with a list, as bare as Leptos gets: what a page made with it weighs and takes at least.

use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| {
        let count = RwSignal::new(0);
        let items = RwSignal::new(Vec::<i32>::new());
        let more = move |_| {
            count.update(|n| *n += 1);
            items.update(|items| items.push(count.get()));
        };
        view! {
            <button on:click=more>"Count: " {count}</button>
            <ul>
                <For each=move || items.get() key=|n| *n let:n>
                    <li>{n}</li>
                </For>
            </ul>
        }
    });
}
