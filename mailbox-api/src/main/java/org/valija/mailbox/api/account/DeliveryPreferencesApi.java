package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;

/** How a user wants to have mail delivered. For the user, and administrators. */
@HttpExchange("/v1/accounts/{account}/delivery-preferences")
public interface DeliveryPreferencesApi {

    /** Tells where mail for sub-addresses goes. */
    @GetExchange
    DeliveryPreferences get(@PathVariable AccountId account);

    /** Sets it, for deliveries from now on. */
    @PutExchange
    DeliveryPreferences set(@PathVariable AccountId account, @RequestBody DeliveryPreferences preferences);
}
