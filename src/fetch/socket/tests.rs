use std::net::TcpListener;

use super::testing::serve;
use super::*;

/// The first text, however long it takes.
fn first(socket: &mut Socket) -> Result<String, Fault> {
    loop {
        if let Some(text) = socket.receive()? {
            return Ok(text);
        }
    }
}

#[test]
fn what_is_said_is_heard_and_answered() {
    let url = serve(|said, say| say(&format!("heard {}", said())));
    let mut socket = Socket::connect(&url).unwrap();
    socket.send("subscribe").unwrap();
    assert_eq!(first(&mut socket).unwrap(), "heard subscribe");
    let fault = first(&mut socket).unwrap_err();
    assert!(matches!(fault, Fault::CutOff { .. }), "{fault}");
}

#[test]
fn a_message_that_is_too_large_ends_it() {
    let url = serve(|_, say| say(&"x".repeat(LARGEST + 1)));
    let mut socket = Socket::connect(&url).unwrap();
    let fault = first(&mut socket).unwrap_err();
    assert!(matches!(fault, Fault::TooLarge { .. }), "{fault}");
}

#[test]
fn what_is_no_web_socket_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    for (url, said) in [
        (format!("ws://{address}/"), "takes no connection"),
        ("ws://no-such-host.invalid/".to_owned(), "no such host"),
        ("http://a.cn/".to_owned(), "only ws and wss are"),
        ("a b".to_owned(), "is no web address"),
        ("ws:///x".to_owned(), "is no web address"),
    ] {
        let fault = Socket::connect(&url).err().unwrap().to_string();
        assert!(fault.contains(said), "{url}: {fault}");
    }
    let plain = crate::fetch::loopback::Loopback::start(|_, _| crate::fetch::loopback::ok("no"));
    let url = format!("ws://{}/", plain.address);
    let fault = Socket::connect(&url).err().unwrap();
    assert!(matches!(fault, Fault::Unreadable { .. }), "{fault}");
}
