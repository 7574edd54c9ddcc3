@NullMarked
package io.annals.query.customer.list;

import org.jspecify.annotations.NullMarked;
