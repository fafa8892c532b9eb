package org.valija.mailbox.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a POST that it changes nothing, as its question is only too long for a URI: it may be asked again when the
 * connection died before the answer. What is a GET needs no such word.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.1">RFC 9110, 9.2.1</a>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Safe {}
