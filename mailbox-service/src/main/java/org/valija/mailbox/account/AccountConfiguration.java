package org.valija.mailbox.account;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the settings of accounts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountProperties.class, DnsProperties.class})
class AccountConfiguration {}
