/**
 * What OpenAPI cannot read off the code: how values look in JSON, what every route refuses with, what comes in by other ways
 * than parameters. {@code end-to-end/schemathesis} asks the server by this description.
 */
@NullMarked
package io.annals.app.openapi;

import org.jspecify.annotations.NullMarked;
