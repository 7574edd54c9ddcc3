@NullMarked
package io.annals.query.customer.numbers;

import org.jspecify.annotations.NullMarked;
