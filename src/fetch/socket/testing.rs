//! A WebSocket server on the loopback, for tests.

use std::cell::RefCell;
use std::net::TcpListener;
use std::thread;

use tungstenite::Message;

/// A server that takes one connection: the script hears by its first argument and says by its
/// second; then it hangs up. Gives the address.
pub(crate) fn serve(
    script: impl FnOnce(&dyn Fn() -> String, &dyn Fn(&str)) + Send + 'static,
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        drop(listener);
        let socket = RefCell::new(tungstenite::accept(stream).unwrap());
        script(
            &|| socket.borrow_mut().read().unwrap().to_string(),
            // The client may hang up in the middle.
            &|text| drop(socket.borrow_mut().send(Message::text(text))),
        );
        let mut socket = socket.into_inner();
        drop(socket.close(None));
        while socket.read().is_ok() {}
    });
    format!("ws://{address}/feed")
}
