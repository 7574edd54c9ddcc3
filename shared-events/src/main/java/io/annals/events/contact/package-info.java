/** Contacts with a customer, on any channel. One stream a contact, named by the keyed hash of channel and external id. */
@NullMarked
package io.annals.events.contact;

import org.jspecify.annotations.NullMarked;
