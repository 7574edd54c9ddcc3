package io.annals.app.desk;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the page loads. A browser asks each time whether it is still the same: an update must reach fifty desks at once. */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {
    private final WebProperties.Resources resources;

    Assets(WebProperties properties) {
        this.resources = properties.getResources();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        boolean kept = resources.getChain().isCache();
        Libraries.all()
                .forEach(library -> registry.addResourceHandler(Libraries.ADDRESS + library.folder() + "/**")
                        .addResourceLocations(library.location())
                        .setCacheControl(CacheControl.noCache())
                        .resourceChain(kept)
                        .addTransformer(new Specifiers()));
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(Arrays.stream(resources.getStaticLocations())
                        .map(location -> location + "assets/")
                        .toArray(String[]::new))
                .setCacheControl(CacheControl.noCache())
                .resourceChain(kept)
                .addTransformer(new Specifiers())
                .addTransformer(new Texts(kept));
    }
}
