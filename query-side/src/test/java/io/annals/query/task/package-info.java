@NullMarked
package io.annals.query.task;

import org.jspecify.annotations.NullMarked;
