//! What the flags say, and the law that came along.

use std::net::IpAddr;

use services::doctor::Diagnosis;

use crate::{cli::serve::Serve, http};

/// Looks at the settings, and whether the law can be read.
pub fn look(serve: &Serve) -> Vec<Diagnosis> {
    let mut all = vec![law()];
    if serve.demo {
        all.push(Diagnosis::odd(
            "设了 --demo：里面是虚构的城市和人人知道的密码，真正使用时请去掉。",
            "--demo is set: an invented city and passwords that everybody knows; leave it out for real use.",
        ));
    } else if serve.site.is_none() {
        all.push(Diagnosis::odd(
            "没有设 --site：页头和页脚写的是虚构的单位、电话和备案号。",
            "--site is not set: head and foot of the pages name an invented bureau.",
        ));
    }
    match http::Settings::new(serve.public_url.as_deref(), serve.site.as_deref()) {
        Ok(_) if serve.site.is_none() => {}
        Ok(_) => {
            all.push(Diagnosis::good("--site 的文件能读，内容完整。", "The file of --site can be read and is whole."));
        }
        Err(error) => {
            let why = format!("{error:#}");
            all.push(Diagnosis::bad(
                format!("--site 的文件用不了：{why}。"),
                format!("The file of --site does not serve: {why}."),
            ));
        }
    }
    all.extend(address(serve.public_url.as_deref(), serve.listen.ip(), serve.behind_proxy));
    all
}

fn law() -> Diagnosis {
    match services::check_law() {
        Ok(()) => Diagnosis::good("随程序的法规数据能读。", "The law that came with the program can be read."),
        Err(error) => Diagnosis::bad(
            format!("随程序的法规数据坏了（{error}）：请重新安装程序。"),
            format!("The law that came with the program is broken ({error}): install the program again."),
        ),
    }
}

/// How people reach the portal.
fn address(public_url: Option<&str>, listen: IpAddr, behind_proxy: bool) -> Vec<Diagnosis> {
    let mut all = Vec::new();
    match public_url {
        None => all.push(Diagnosis::odd(
            "没有设 --public-url：邮件和回执里的网址按站点的域名写作 https。",
            "--public-url is not set: mails and receipts name the site's domain, with https.",
        )),
        Some(url) if url.starts_with("http://") => all.push(Diagnosis::odd(
            "--public-url 不是 https：密码和举报在路上能被人看见，请在前面放一个有证书的代理。",
            "--public-url is not https: passwords and tip-offs can be read on their way; put a proxy with a certificate in front.",
        )),
        Some(_) => {}
    }
    if behind_proxy && !listen.is_loopback() {
        all.push(Diagnosis::odd(
            "设了 --behind-proxy，而 --listen 对外开放：绕过代理的人可以冒充任何地址，请只听 127.0.0.1 或用防火墙挡住。",
            "--behind-proxy is set and --listen is open to others: whoever goes around the proxy can claim any address; listen on 127.0.0.1 or shut it by a firewall.",
        ));
    }
    if public_url.is_some_and(|url| url.starts_with("https://")) && !behind_proxy {
        all.push(Diagnosis::odd(
            "网址是 https 而没有设 --behind-proxy：所有人看起来来自同一个地址，会一起被限速。",
            "The address is https and --behind-proxy is not set: everybody seems to come from one address and is slowed down together.",
        ));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_people_use_is_looked_at() {
        let told = |url, listen: &str, proxy| address(url, listen.parse().unwrap(), proxy).len();
        assert_eq!(told(Some("https://mingjian.example"), "127.0.0.1", true), 0);
        assert_eq!(told(Some("https://mingjian.example"), "127.0.0.1", false), 1);
        assert_eq!(told(Some("https://mingjian.example"), "0.0.0.0", true), 1);
        assert_eq!(told(Some("http://mingjian.example"), "127.0.0.1", true), 1);
        assert_eq!(told(None, "127.0.0.1", false), 1);
    }
}
