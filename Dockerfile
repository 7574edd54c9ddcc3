# The program from source, then a small image that runs either side: `docker compose up --build`.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -q package -DskipTests -pl app -am

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home annals
USER annals
WORKDIR /home/annals
COPY --from=build /src/app/target/annals-exec.jar annals.jar
ENTRYPOINT ["java"]
CMD ["-jar", "annals.jar"]
